import { copyText } from "../lib/clipboard.js";
import { html, useState } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { words } from "./words.js";

const SHOW_RESULT_MS = 2000;

/** Copies `text`; says so beside the button (its own name stays, so that it can be found again). */
export function CopyButton({ text, label, ...rest }) {
  const t = useWords(words);
  const [result, setResult] = useState("");
  const copy = async () => {
    setResult((await copyText(text)) ? "copied" : "notCopied");
    setTimeout(() => setResult(""), SHOW_RESULT_MS);
  };
  return html`<span class="copy">
    <button type="button" onClick=${copy} ...${rest}>${label}</button>
    <span class="copy-result" role="status">${result && t(result)}</span>
  </span>`;
}
