import { SelectField, TextField } from "../../components/Field.js";
import { phoneNumber } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { codeOf, diallingCodes } from "../choices.js";
import { send } from "../session.js";
import { RadioList } from "./RadioList.js";

/** The number without its country code, as digits; a typed "+55 …" brings its own code. */
export function numberOf(draft) {
  const typed = codeOf(draft.number);
  const digits = draft.number.replace(/\D/g, "");
  return typed
    ? { countryCode: typed, number: digits.slice(typed.length) }
    : { countryCode: draft.countryCode, number: digits };
}

/** Numbers of the chosen account; a new account has none. */
const existingNumbers = (draft) => draft.wabas.find(({ id }) => id === draft.wabaId)?.numbers ?? [];

const numberChoice = (draft) =>
  ["add", "none"].includes(draft.numberChoice) ||
  existingNumbers(draft).some(({ id }) => id === draft.numberChoice)
    ? draft.numberChoice
    : "add";

export const phone = {
  id: "phone",
  metaStep: "PHONE_NUMBER_SETUP",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: async ({ t, draft, session }) => {
    const choice = numberChoice(draft);
    if (choice === "none") return { skipTo: "permissions", chosenNumber: null };
    if (choice !== "add") {
      const { number } = await send(session.id, "number", { phoneNumberId: choice });
      return { skipTo: "permissions", chosenNumber: number };
    }
    const { countryCode, number } = numberOf(draft);
    if (!number) throw new Error(t("numberFirst"));
    const answer = await send(session.id, "phone", { countryCode, number, method: draft.method });
    return { countryCode, number, code: "", moves: answer.moves, chosenNumber: countryCode + number };
  },
  View: ({ t, draft, change }) => {
    const language = useLanguage();
    return html`<h1>${t("phoneTitle")}</h1>
      <p>${t("phoneText")}</p>
      <${RadioList} name="phone" legend=${t("phoneChoice")} value=${numberChoice(draft)}
        options=${[
          ...existingNumbers(draft).map(({ id, number, displayName }) => ({
            value: id,
            label: phoneNumber(number),
            note: displayName,
          })),
          { value: "add", label: t("addNumber") },
          { value: "none", label: t("nameOnly"), note: t("nameOnlyHint") },
        ]}
        onValue=${(value) => change({ numberChoice: value })} />
      ${
        numberChoice(draft) === "add" &&
        html`<div class="phone-row">
            <${SelectField} label=${t("countryCode")} value=${draft.countryCode} options=${diallingCodes(language)}
              onValue=${(countryCode) => change({ countryCode })} />
            <${TextField} label=${t("phoneNumber")} type="tel" inputmode="tel" autocomplete="off" value=${draft.number}
              onValue=${(number) => change({ number })} />
          </div>
          <${RadioList} name="method" legend=${t("method")} value=${draft.method}
            options=${[{ value: "SMS", label: t("sms") }, { value: "VOICE", label: t("voice") }]}
            onValue=${(method) => change({ method })} />`
      }`;
  },
};
