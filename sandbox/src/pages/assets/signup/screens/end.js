import { phoneNumber } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { handOver, leave } from "../messenger.js";
import { send } from "../session.js";

/** A code lives 30 s; one older than this is exchanged for a new one before it is handed over. */
const CODE_FRESH_MS = 15_000;

async function grant(session) {
  const result = await send(session.id, "finish");
  return { result, grantedAt: Date.now() };
}

const numberText = (t, draft) =>
  draft.withNumber ? phoneNumber(draft.countryCode + draft.number) : t("noNumber");

/** The access is given here; the last screen only hands it over. */
export const permissions = {
  id: "permissions",
  metaStep: "PERMISSIONS",
  canGoBack: true,
  backTo: () => "phone",
  action: ({ t }) => t("next"),
  submit: ({ session }) => grant(session),
  View: ({ t, draft, session }) => html`<h1>${t("permissionsTitle", { app: session.context.appName })}</h1>
    <p>${t("permissionsText")}</p>
    <dl class="shared">
      <dt>${t("sharedBusiness")}</dt><dd>${draft.chosenBusiness}</dd>
      <dt>${t("sharedWaba")}</dt><dd>${draft.chosenWaba}</dd>
      <dt>${t("sharedNumber")}</dt><dd>${numberText(t, draft)}</dd>
    </dl>
    <ul class="card dotted">
      ${["permissionManage", "permissionMessages", "permissionInsights"].map((one) => html`<li key=${one}>${t(one)}</li>`)}
    </ul>`,
};

export const success = {
  id: "success",
  metaStep: null,
  last: true,
  action: ({ t }) => t("finish"),
  submit: async ({ draft, session }) => {
    const stale = Date.now() - draft.grantedAt > CODE_FRESH_MS;
    const { result } = stale ? await grant(session) : draft;
    await handOver(result);
    leave();
  },
  View: ({ t, draft, session }) => html`<div class="success">
    <span class="tick" aria-hidden="true">✓</span>
    <h1>${t("successTitle")}</h1>
    <p>${t("successText", { app: session.context.appName })}</p>
    <p class="muted">${draft.displayName}${draft.withNumber ? ` · ${numberText(t, draft)}` : ""}</p>
  </div>`,
};
