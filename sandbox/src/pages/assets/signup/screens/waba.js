import { html } from "../../lib/html.js";
import { send } from "../session.js";
import { NewName } from "./NewName.js";
import { RadioList } from "./RadioList.js";

const NEW = "new";
const chosen = (draft) => (draft.wabas.some(({ id }) => id === draft.wabaId) ? draft.wabaId : NEW);

/** WhatsApp Business account: a new one, or one of the portfolio's own. */
export const waba = {
  id: "waba",
  metaStep: "WABA_PHONE_PROFILE_PICKER",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: async ({ t, draft, session }) => {
    const id = chosen(draft);
    const name = draft.wabaName.trim();
    if (id === NEW && !name) throw new Error(t("nameFirst"));
    await send(session.id, "waba", id === NEW ? { name } : { wabaId: id });
    return { chosenWaba: id === NEW ? name : draft.wabas.find((one) => one.id === id).name };
  },
  View: ({ t, draft, change }) => {
    const options = draft.wabas.map(({ id, name, greyedOut }) => ({
      value: id,
      label: `${name} · ${id}`,
      note: greyedOut,
      disabled: Boolean(greyedOut),
    }));
    options.unshift({ value: NEW, label: t("newWaba") });
    return html`<h1>${t("wabaTitle")}</h1>
      <p>${t("wabaText")}</p>
      <${RadioList} name="waba" legend=${t("wabas")} value=${chosen(draft)} options=${options} onValue=${(wabaId) => change({ wabaId })} />
      ${
        chosen(draft) === NEW &&
        html`<${NewName} label=${t("wabaName")} value=${draft.wabaName} onValue=${(wabaName) => change({ wabaName })} />`
      }`;
  },
};
