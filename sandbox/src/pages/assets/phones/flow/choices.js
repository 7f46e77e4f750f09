/** Fields that are chosen from. */
import { html } from "../../lib/html.js";
import { Group, Labelled } from "./Labelled.js";

const itemsOf = (props) => (Array.isArray(props["data-source"]) ? props["data-source"] : []);
const pictureOf = (image) => (/^(https?:|data:)/.test(image) ? image : `data:image/*;base64,${image}`);

export function Dropdown({ t, props, value, error, onValue }) {
  return html`<${Labelled} props=${props} error=${error} control=${(id, described) =>
    html`<select id=${id} value=${value ?? ""} disabled=${props.enabled === false} aria-required=${String(props.required === true)}
      aria-invalid=${error ? "true" : undefined} aria-describedby=${described} onChange=${(event) => onValue(event.currentTarget.value)}>
      <option value="">${t("choose")}</option>
      ${itemsOf(props).map((item) => html`<option key=${item.id} value=${item.id} disabled=${item.enabled === false}>${item.title}</option>`)}
    </select>`} />`;
}

export function RadioButtonsGroup({ props, name, value, error, onValue }) {
  return html`<${Group} props=${props} error=${error} role="radiogroup">
    ${itemsOf(props).map((item) => html`<${Row} key=${item.id} item=${item} type="radio" name=${name} checked=${value === item.id} onChange=${() => onValue(item.id)} />`)}
  <//>`;
}

const toggled = (list, id) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]);

export function CheckboxGroup({ props, name, value, error, onValue }) {
  const chosen = Array.isArray(value) ? value : [];
  return html`<${Group} props=${props} error=${error}>
    ${itemsOf(props).map((item) => html`<${Row} key=${item.id} item=${item} type="checkbox" name=${name} checked=${chosen.includes(item.id)} onChange=${() => onValue(toggled(chosen, item.id))} />`)}
  <//>`;
}

function Row({ item, ...control }) {
  return html`<label class="flow-row">
    ${item.image && html`<img class="flow-thumb" src=${pictureOf(item.image)} alt=${item["alt-text"] ?? ""} />`}
    <span class="grow"><span>${item.title}</span>${item.description && html`<small>${item.description}</small>`}${item.metadata && html`<small>${item.metadata}</small>`}</span>
    <input ...${control} disabled=${item.enabled === false} />
  </label>`;
}

export function ChipsSelector({ props, value, error, onValue }) {
  const chosen = Array.isArray(value) ? value : [];
  return html`<${Group} props=${props} error=${error}>
    <div class="chips">${itemsOf(props).map(
      (
        item,
      ) => html`<button key=${item.id} type="button" class="chip" aria-pressed=${String(chosen.includes(item.id))} disabled=${item.enabled === false}
        onClick=${() => onValue(toggled(chosen, item.id))}>${item.title}</button>`,
    )}</div>
  <//>`;
}

/** A consent; its "read more" may lead to another screen. */
export function OptIn({ t, props, value, error, onValue, action, run }) {
  return html`<div>
    <label class="flow-row"><span class="grow">${props.label}</span>
      <input type="checkbox" checked=${value === true} aria-invalid=${error ? "true" : undefined} onChange=${(event) => onValue(event.currentTarget.checked)} /></label>
    ${action && html`<button type="button" class="flow-link plain" onClick=${() => run(action)}>${t("readMore")}</button>`}
    ${error && html`<p class="hint hint-error" role="alert">${error}</p>`}
  </div>`;
}
