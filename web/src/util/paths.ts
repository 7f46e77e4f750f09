/** Every address of the dashboard, in one place. Pages never concatenate paths. */

export const loginPath = (next?: string): string =>
  next && next !== "/" ? `/login?next=${encodeURIComponent(next)}` : "/login";

const under = (workspace: string, rest = ""): string => `/w/${encodeURIComponent(workspace)}${rest}`;

function query(values: Record<string, string>): string {
  const params = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  return `?${params}`;
}

export const paths = {
  home: (w: string) => under(w),
  contacts: (w: string) => under(w, "/contacts"),
  contact: (w: string, id: string) => under(w, `/contacts/${id}`),
  imports: (w: string) => under(w, "/contacts/imports"),
  newImport: (w: string) => under(w, "/contacts/imports/new"),
  importJob: (w: string, id: string) => under(w, `/contacts/imports/${id}`),
  exports: (w: string) => under(w, "/contacts/exports"),
  segments: (w: string) => under(w, "/segments"),
  newSegment: (w: string) => under(w, "/segments/new"),
  segment: (w: string, id: string) => under(w, `/segments/${id}`),
  editSegment: (w: string, id: string) => under(w, `/segments/${id}/edit`),
  data: (w: string) => under(w, "/data"),
  dataAttribute: (w: string, name: string, standard: boolean, filter: Record<string, string> = {}) =>
    under(w, `/data${query({ ...filter, name, standard: standard ? "true" : "" })}`),
  dataEvents: (w: string) => under(w, "/data/events"),
  dataEvent: (w: string, name: string, filter: Record<string, string> = {}) =>
    under(w, `/data/events${query({ ...filter, name })}`),
  optIns: (w: string) => under(w, "/opt-in"),
  newOptInLink: (w: string) => under(w, "/opt-in/links/new"),
  optInLink: (w: string, id: string) => under(w, `/opt-in/links/${id}`),
  newOptInForm: (w: string) => under(w, "/opt-in/forms/new"),
  optInForm: (w: string, id: string) => under(w, `/opt-in/forms/${id}`),
  campaigns: (w: string) => under(w, "/campaigns"),
  newCampaign: (w: string) => under(w, "/campaigns/new"),
  campaign: (w: string, id: string) => under(w, `/campaigns/${id}`),
  editCampaign: (w: string, id: string) => under(w, `/campaigns/${id}/edit`),
  templates: (w: string) => under(w, "/templates"),
  integrations: (w: string) => under(w, "/integrations"),
  whatsapp: (w: string, tab?: "native" | "byo") =>
    under(w, `/integrations/whatsapp${tab ? `?tab=${tab}` : ""}`),
  /** A sign-up that was begun: where it goes on. */
  handover: (w: string, signup: { id: string; provider: string; connectionId: string }) => {
    const way = signup.provider === "meta" ? "tab=native&native=handover" : "tab=byo&step=handover";
    return under(w, `/integrations/whatsapp?${way}&connection=${signup.connectionId}&signup=${signup.id}`);
  },
  connection: (w: string, id: string) => under(w, `/integrations/whatsapp/connections/${id}`),
  notices: (w: string) => under(w, "/notices"),
  /** A path inside the workspace, as the server gives it. */
  inside: (w: string, path: string) => under(w, path),
  noticeSettings: (w: string) => under(w, "/settings/notices"),
  settings: (w: string) => under(w, "/settings"),
  apiKeys: (w: string) => under(w, "/settings/api-keys"),
  audit: (w: string) => under(w, "/settings/audit"),
};
