import { SelectField, TextField } from "../../components/Field.js";
import { html } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { CATEGORIES, categoryName, TIMEZONES } from "../choices.js";
import { send } from "../session.js";

/** What people see in the chat. */
export const profile = {
  id: "profile",
  metaStep: "WHATSAPP_BUSINESS_PROFILE_SETUP",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: async ({ t, draft, session }) => {
    const displayName = draft.displayName.trim();
    if (!displayName) throw new Error(t("nameFirst"));
    await send(session.id, "profile", { displayName, category: draft.category, timezone: draft.timezone });
  },
  View: ({ t, draft, change }) => {
    const language = useLanguage();
    return html`<h1>${t("profileTitle")}</h1>
      <p>${t("profileText")}</p>
      <${TextField} label=${t("displayName")} hint=${t("displayNameHint")} value=${draft.displayName} maxlength="100" autocomplete="off"
        onValue=${(displayName) => change({ displayName })} />
      <${SelectField} label=${t("category")} value=${draft.category} options=${CATEGORIES.map((one) => [one, categoryName(one, language)])}
        onValue=${(category) => change({ category })} />
      <${SelectField} label=${t("timezone")} value=${draft.timezone} options=${TIMEZONES.map((one) => [one, one.replaceAll("_", " ")])}
        onValue=${(timezone) => change({ timezone })} />`;
  },
};
