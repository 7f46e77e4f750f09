import { html } from "../../lib/html.js";
import { send } from "../session.js";
import { NewName } from "./NewName.js";
import { RadioList } from "./RadioList.js";

const NEW = "new";
const known = (draft) => draft.wabas.some(({ id }) => id === draft.wabaId);
/** Access alone needs an account that exists: the first one, unless another was chosen. */
const chosen = (draft, session) =>
  known(draft) ? draft.wabaId : session.mode === "app_only" ? (draft.wabas[0]?.id ?? "") : NEW;

/** WhatsApp Business account: a new one, or one of the portfolio's own. */
export const waba = {
  id: "waba",
  metaStep: "WABA_PHONE_PROFILE_PICKER",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: async ({ t, draft, session }) => {
    const id = chosen(draft, session);
    if (id === "") throw new Error(t("noWaba"));
    const name = draft.wabaName.trim();
    if (id === NEW && !name) throw new Error(t("nameFirst"));
    await send(session.id, "waba", id === NEW ? { name } : { wabaId: id });
    const waba = draft.wabas.find((one) => one.id === id);
    return { wabaId: id, chosenWaba: waba?.name ?? name };
  },
  View: ({ t, draft, change, session }) => {
    const options = draft.wabas.map(({ id, name, greyedOut }) => ({
      value: id,
      label: `${name} · ${id}`,
      note: greyedOut,
      disabled: Boolean(greyedOut),
    }));
    const appOnly = session.mode === "app_only";
    if (!appOnly) options.unshift({ value: NEW, label: t("newWaba") });
    return html`<h1>${t("wabaTitle")}</h1>
      <p>${t(appOnly ? "wabaAppOnly" : "wabaText")}</p>
      <${RadioList} name="waba" legend=${t("wabas")} value=${chosen(draft, session)} options=${options} onValue=${(wabaId) => change({ wabaId })} />
      ${
        chosen(draft, session) === NEW &&
        html`<${NewName} label=${t("wabaName")} value=${draft.wabaName} onValue=${(wabaName) => change({ wabaName })} />`
      }`;
  },
};
