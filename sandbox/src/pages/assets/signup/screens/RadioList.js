import { html } from "../../lib/html.js";

/**
 * One of several, as rows. An option that cannot be chosen says why.
 * @param {{name: string, legend: string, value: string, options: {value: string, label: string, note?: string, disabled?: boolean}[], onValue: (value: string) => void}} props
 */
export function RadioList({ name, legend, value, options, onValue }) {
  return html`<fieldset class="radio-list">
    <legend>${legend}</legend>
    ${options.map(
      (option) => html`<div key=${option.value} class="radio-row">
        <label class="check">
          <input type="radio" name=${name} value=${option.value} checked=${option.value === value} disabled=${option.disabled}
            aria-describedby=${option.note ? `${name}-${option.value}` : undefined} onChange=${() => onValue(option.value)} />
          <span class=${option.disabled ? "muted" : ""}>${option.label}</span>
        </label>
        ${option.note && html`<p class="hint" id=${`${name}-${option.value}`}>${option.note}</p>`}
      </div>`,
    )}
  </fieldset>`;
}
