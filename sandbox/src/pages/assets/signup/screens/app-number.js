import { SelectField, TextField } from "../../components/Field.js";
import { phoneNumber } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { diallingCodes } from "../choices.js";
import { send } from "../session.js";
import { numberOf } from "./phone.js";
import { RadioList } from "./RadioList.js";

/** Coexistence: the number that stays in the WhatsApp Business app. */
export const appPhone = {
  id: "app-phone",
  metaStep: "PHONE_NUMBER_SETUP",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: async ({ t, draft, session }) => {
    const { countryCode, number } = numberOf(draft);
    if (!number) throw new Error(t("numberFirst"));
    await send(session.id, "app-number", { countryCode, number });
    return { countryCode, number, chosenNumber: countryCode + number };
  },
  View: ({ t, draft, change }) => {
    const language = useLanguage();
    return html`<h1>${t("appPhoneTitle")}</h1>
      <p>${t("appPhoneText")}</p>
      <div class="phone-row">
        <${SelectField} label=${t("countryCode")} value=${draft.countryCode} options=${diallingCodes(language)}
          onValue=${(countryCode) => change({ countryCode })} />
        <${TextField} label=${t("phoneNumber")} type="tel" inputmode="tel" autocomplete="off" value=${draft.number}
          onValue=${(number) => change({ number })} />
      </div>`;
  },
};

const SIZE = 21;
/** The corners of a QR code. */
const isFinder = (x, y) =>
  [
    [0, 0],
    [SIZE - 7, 0],
    [0, SIZE - 7],
  ].some(([left, top]) => {
    const [dx, dy] = [x - left, y - top];
    if (dx < 0 || dy < 0 || dx > 6 || dy > 6) return false;
    const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
    return ring !== 2;
  });
const inCorner = (x, y) => (x < 8 && y < 8) || (x > SIZE - 9 && y < 8) || (x < 8 && y > SIZE - 9);

/** A picture like a QR code; nobody scans it, a button stands for the phone. */
function Code({ label }) {
  const dots = [];
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const dark = inCorner(x, y) ? isFinder(x, y) : (x * 7 + y * 13 + ((x * y) % 5)) % 3 === 0;
      if (dark) dots.push(html`<rect key=${`${x} ${y}`} x=${x} y=${y} width="1" height="1" />`);
    }
  }
  return html`<svg class="scan-code" viewBox=${`-1 -1 ${SIZE + 2} ${SIZE + 2}`} role="img" aria-label=${label}>${dots}</svg>`;
}

export const scan = {
  id: "scan",
  metaStep: "PHONE_NUMBER_VERIFICATION",
  canGoBack: true,
  action: ({ t }) => t("scanned"),
  submit: ({ session }) => send(session.id, "scan"),
  View: ({ t, draft }) => html`<h1>${t("scanTitle")}</h1>
    <p>${t("scanText", { number: phoneNumber(draft.chosenNumber) })}</p>
    <${Code} label=${t("scanCode")} />
    <p class="card hint-card">${t("scanHint")}</p>`,
};

export const history = {
  id: "history",
  metaStep: "PERMISSIONS",
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: () => ({}),
  View: ({ t, draft, change, session }) => html`<h1>${t("historyTitle")}</h1>
    <p>${t("historyText", { app: session.context.appName })}</p>
    <${RadioList} name="history" legend=${t("historyChoice")} value=${draft.shareHistory ? "yes" : "no"}
      options=${[{ value: "yes", label: t("historyYes") }, { value: "no", label: t("historyNo"), note: t("historyNoHint") }]}
      onValue=${(value) => change({ shareHistory: value === "yes" })} />`,
};
