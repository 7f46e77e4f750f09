import { TextField } from "../components/Field.js";
import { html, useState } from "../lib/html.js";
import { Sheet } from "./Sheet.js";

/** Answers a Flow: its screens live with the business, so the answer is written as the fields that it would return. */
export function FlowSheet({ t, title, onClose, onSubmit }) {
  const [fields, setFields] = useState([{ name: "", value: "" }]);
  const change = (index, part) =>
    setFields(fields.map((field, at) => (at === index ? { ...field, ...part } : field)));
  const submit = (event) => {
    event.preventDefault();
    const named = fields.filter(({ name }) => name.trim());
    onSubmit(Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])));
  };
  return html`<${Sheet} t=${t} title=${title} onClose=${onClose}>
    <form class="flow-form" onSubmit=${submit}>
      <p class="muted">${t("flowText")}</p>
      ${fields.map(
        ({ name, value }, index) => html`<div key=${index} class="flow-field">
          <${TextField} label=${t("flowName")} value=${name} onValue=${(text) => change(index, { name: text })} autocomplete="off" />
          <${TextField} label=${t("flowValue")} value=${value} onValue=${(text) => change(index, { value: text })} autocomplete="off" />
        </div>`,
      )}
      <div class="row">
        <button type="button" onClick=${() => setFields([...fields, { name: "", value: "" }])}>${t("flowAdd")}</button>
        <button class="primary">${t("flowSend")}</button>
      </div>
    </form>
  <//>`;
}
