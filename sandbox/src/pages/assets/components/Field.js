import { html, useState } from "../lib/html.js";

let lastId = 0;
const newId = () => `f${++lastId}`;

/** A labelled control: `control(id, describedBy)` renders it. */
export function Field({ label, hint, error, control }) {
  const [id] = useState(newId);
  const described = hint || error ? `${id}-hint` : undefined;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control(id, described)}
    ${(hint || error) && html`<p id=${`${id}-hint`} class=${error ? "hint hint-error" : "hint"}>${error || hint}</p>`}
  </div>`;
}

/** The usual text control in a Field. `onValue` receives the text. */
export function TextField({ label, hint, error, value, onValue, ...rest }) {
  return html`<${Field}
    label=${label}
    hint=${hint}
    error=${error}
    control=${(id, described) =>
      html`<input
        id=${id}
        value=${value}
        aria-describedby=${described}
        aria-invalid=${error ? "true" : undefined}
        onInput=${(event) => onValue(event.currentTarget.value)}
        ...${rest}
      />`}
  />`;
}

/** @param {{options: [string, string][]}} props value and text of each option */
export function SelectField({ label, hint, value, options, onValue, ...rest }) {
  return html`<${Field}
    label=${label}
    hint=${hint}
    control=${(id, described) =>
      html`<select
        id=${id}
        value=${value}
        aria-describedby=${described}
        onChange=${(event) => onValue(event.currentTarget.value)}
        ...${rest}
      >
        ${options.map(([key, text]) => html`<option key=${key} value=${key}>${text}</option>`)}
      </select>`}
  />`;
}
