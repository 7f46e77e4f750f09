import { html } from "../../lib/html.js";
import { send } from "../session.js";
import { NewName } from "./NewName.js";
import { RadioList } from "./RadioList.js";

const NEW = "new";

/** Portfolio: choose one, or name a new one. */
export const business = {
  id: "business",
  metaStep: "BUSINESS_ACCOUNT_SELECTION",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: async ({ t, draft, session }) => {
    const name = draft.businessName.trim();
    if (!draft.businessId) throw new Error(t("chooseFirst"));
    if (draft.businessId === NEW && !name) throw new Error(t("nameFirst"));
    const answer = await send(
      session.id,
      "business",
      draft.businessId === NEW ? { name } : { businessId: draft.businessId },
    );
    const known = session.context.businesses.find(({ id }) => id === draft.businessId)?.name;
    const chosen = known ?? name;
    return {
      chosenBusiness: chosen,
      wabas: answer?.wabas ?? [],
      wabaName: draft.wabaName || chosen,
      displayName: draft.displayName || chosen,
    };
  },
  View: ({ t, draft, change, session }) => {
    const options = session.context.businesses.map(({ id, name, greyedOut }) => ({
      value: id,
      label: name,
      note: greyedOut,
      disabled: Boolean(greyedOut),
    }));
    options.push({ value: NEW, label: t("newBusiness") });
    return html`<h1>${t("businessTitle")}</h1>
      <p>${t("businessText")}</p>
      <${RadioList} name="business" legend=${t("businesses")} value=${draft.businessId} options=${options}
        onValue=${(businessId) => change({ businessId })} />
      ${
        draft.businessId === NEW &&
        html`<${NewName} label=${t("businessName")} value=${draft.businessName} onValue=${(businessName) => change({ businessName })} />`
      }`;
  },
};
