import { TextField } from "../../components/Field.js";
import { html, useState } from "../../lib/html.js";

/** Answers a Flow whose screens the sandbox does not have: the answer is written as the fields that it would return. */
export function PlainForm({ t, data, onSubmit }) {
  const given = Object.entries(data ?? {}).filter(([, value]) => typeof value !== "object");
  const [fields, setFields] = useState(
    given.length > 0
      ? given.map(([name, value]) => ({ name, value: String(value) }))
      : [{ name: "", value: "" }],
  );
  const change = (index, part) =>
    setFields(fields.map((field, at) => (at === index ? { ...field, ...part } : field)));
  const submit = (event) => {
    event.preventDefault();
    const named = fields.filter(({ name }) => name.trim());
    onSubmit(Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])));
  };
  return html`<form class="attach-form" onSubmit=${submit}>
    <p class="muted">${t("flowText")}</p>
    ${fields.map(
      ({ name, value }, index) => html`<div key=${index} class="pair">
        <${TextField} label=${t("flowName")} value=${name} onValue=${(text) => change(index, { name: text })} autocomplete="off" />
        <${TextField} label=${t("flowValue")} value=${value} onValue=${(text) => change(index, { value: text })} autocomplete="off" />
      </div>`,
    )}
    <div><button type="button" onClick=${() => setFields([...fields, { name: "", value: "" }])}>${t("flowAdd")}</button></div>
    <div class="sheet-foot"><button class="wa-primary">${t("flowSend")}</button></div>
  </form>`;
}
