import { Field } from "../../components/Field.js";
import { html } from "../../lib/html.js";
import { useWords } from "../../lib/language.js";
import { words } from "../words.js";

/** What single fields share: a label that says whether it may stay empty, help or the error under it. */
export function Labelled({ props, error, control }) {
  const t = useWords(words);
  const label = props.required === true ? props.label : t("optional", { label: props.label ?? "" });
  return html`<${Field} label=${label} hint=${props["helper-text"] ?? props.description} error=${error} control=${control} />`;
}

/** The same for groups of choices. */
export function Group({ props, error, role = "group", children }) {
  const t = useWords(words);
  const label = props.required === true ? props.label : t("optional", { label: props.label ?? "" });
  return html`<fieldset role=${role} aria-invalid=${error ? "true" : undefined}>
    <legend>${label}</legend>
    ${props.description && html`<p class="hint">${props.description}</p>`}
    ${children}
    ${error && html`<p class="hint hint-error" role="alert">${error}</p>`}
  </fieldset>`;
}
