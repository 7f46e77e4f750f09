import { SelectField } from "../components/Field.js";
import { html, useState } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { storedOptions, storeOptions } from "./options.js";
import { words } from "./words.js";

/** The choices about the hand-over; kept in this browser. Shown in the popup and on the faults page. */
export function OptionsForm() {
  const t = useWords(words);
  const [options, setOptions] = useState(storedOptions);
  const change = (part) => {
    const next = { ...options, ...part };
    setOptions(next);
    storeOptions(next);
  };
  return html`<div class="signup-options">
    <${SelectField} label=${t("order")} value=${options.order} onValue=${(order) => change({ order })}
      options=${[["info-first", t("orderInfo")], ["code-first", t("orderCode")]]} />
    <${SelectField} label=${t("drop")} value=${options.drop} onValue=${(drop) => change({ drop })}
      options=${[["", t("dropNothing")], ["info", t("dropInfo")], ["code", t("dropCode")]]} />
    <${SelectField} label=${t("codeOption")} value=${options.code} onValue=${(code) => change({ code })}
      options=${[["fresh", t("codeFresh")], ["expired", t("codeExpired")]]} />
    <${SelectField} label=${t("junk")} value=${options.junk} onValue=${(junk) => change({ junk })}
      options=${[["on", t("junkOn")], ["off", t("junkOff")]]} />
  </div>`;
}
