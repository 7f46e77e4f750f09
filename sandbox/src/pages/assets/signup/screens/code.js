import { TextField } from "../../components/Field.js";
import { Notice } from "../../components/Notice.js";
import { phoneNumber } from "../../lib/format.js";
import { html, useState } from "../../lib/html.js";
import { send } from "../session.js";

/** The six digits; written with or without the dash that the message shows. */
export const code = {
  id: "code",
  metaStep: "PHONE_NUMBER_VERIFICATION",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: async ({ t, draft, session }) => {
    const digits = draft.code.replace(/\D/g, "");
    if (digits.length !== 6) throw new Error(t("codeFirst"));
    await send(session.id, "verify", { code: digits });
  },
  View: ({ t, draft, change, session, setProblem }) => {
    const [sent, setSent] = useState(false);
    const again = async () => {
      setSent(false);
      setProblem(null);
      const { countryCode, number, method } = draft;
      await send(session.id, "phone", { countryCode, number, method }).then(() => setSent(true), setProblem);
    };
    return html`<h1>${t("codeTitle")}</h1>
      <p>${t("codeText", { number: phoneNumber(draft.countryCode + draft.number) })}</p>
      ${draft.moves && html`<${Notice} kind="warning">${t("codeMoves")}<//>`}
      <${TextField} label=${t("code")} class="code-input" inputmode="numeric" autocomplete="one-time-code" maxlength="7" autofocus
        value=${draft.code} onValue=${(typed) => change({ code: typed })} />
      <div class="card hint-card">
        <p>${t("codeHint")}</p>
        <a href="/portal/logs?channel=SMS" target="_blank" rel="noopener">${t("openLogs")}</a>
      </div>
      <div><button type="button" class="link" onClick=${again}>${t("sendAgain")}</button></div>
      ${sent && html`<${Notice} kind="success">${t("sentAgain")}<//>`}`;
  },
};
