/** The one Meta app of the sandbox: the operator's "Tech Provider" app with its sign-up configuration. */

export const META_APP = {
  id: "1000000000000001",
  name: "Ponte",
  secret: "sandbox-app-secret",
  configId: "2000000000000001",
  solutionId: "3000000000000001",
  /** The person who is logged in to Facebook in the popup. */
  user: { id: "100000000000042", name: "Marina Alves" },
} as const;

export const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging", "public_profile"];
