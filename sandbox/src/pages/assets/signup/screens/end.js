import { phoneNumber } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { handOver, leave, redirectUri } from "../messenger.js";
import { deliveryOptions } from "../options.js";
import { send } from "../session.js";

/** A code lives 30 s; one older than this is exchanged for a new one before it is handed over. */
const CODE_FRESH_MS = 15_000;

async function grant(session, draft) {
  const { code } = deliveryOptions();
  const { shareHistory } = draft;
  const result = await send(session.id, "finish", { code, shareHistory, redirectUri: redirectUri() });
  return { result, grantedAt: Date.now() };
}

const numberText = (t, draft) => (draft.chosenNumber ? phoneNumber(draft.chosenNumber) : t("noNumber"));

const BACK = { cloud: "phone", coexistence: "history", app_only: "waba" };

/** The access is given here; the last screen only hands it over. */
export const permissions = {
  id: "permissions",
  metaStep: "PERMISSIONS",
  canGoBack: true,
  backTo: ({ session }) => BACK[session.mode],
  action: ({ t }) => t("next"),
  submit: ({ session, draft }) => grant(session, draft),
  View: ({ t, draft, session }) => html`<h1>${t("permissionsTitle", { app: session.context.appName })}</h1>
    <p>${t(session.mode === "app_only" ? "permissionsAppOnly" : "permissionsText")}</p>
    ${session.partner && html`<p class="card">${t("permissionsPartner", { app: session.context.appName, partner: session.partner })}</p>`}
    <dl class="shared">
      <dt>${t("sharedBusiness")}</dt><dd>${draft.chosenBusiness}</dd>
      <dt>${t("sharedWaba")}</dt><dd>${draft.chosenWaba ?? draft.chosenBusiness}</dd>
      ${session.mode !== "app_only" && html`<dt>${t("sharedNumber")}</dt><dd>${numberText(t, draft)}</dd>`}
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
    const { result } = stale ? await grant(session, draft) : draft;
    await handOver(result);
    leave();
  },
  View: ({ t, draft, session }) => html`<div class="success">
    <span class="tick" aria-hidden="true">✓</span>
    <h1>${t("successTitle")}</h1>
    <p>${t("successText", { app: session.context.appName })}</p>
    <p class="muted">${draft.displayName}${draft.chosenNumber ? ` · ${numberText(t, draft)}` : ""}</p>
  </div>`,
};
