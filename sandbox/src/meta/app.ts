/** The one Meta app of the sandbox: the operator's "Tech Provider" app with its sign-up configuration. */

export const META_APP = {
  id: "1000000000000001",
  name: "Ponte",
  secret: "sandbox-app-secret",
  configId: "2000000000000001",
  solutionId: "3000000000000001",
  /** The solution partner's app (Infobip's) in that solution. */
  partnerAppId: "1000000000000002",
  partnerBusinessId: "400000000000009",
  /** The person who is logged in to Facebook in the popup. */
  user: { id: "100000000000042", name: "Marina Alves" },
} as const;

export const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging", "public_profile"];

/** What some tokens of Embedded Signup show since June 2026: `whatsapp_business_management` counts but is not named. */
export const JUNE_2026_SCOPES = [
  "whatsapp_business_manage_events",
  "whatsapp_business_messaging",
  "public_profile",
];
