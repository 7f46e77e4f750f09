/** The controls of the panel. Each is saved when the person leaves it or chooses, not at every digit. */
import { TextField } from "../components/Field.js";
import { html, useEffect, useState } from "../lib/html.js";

export function NumberField({ value, onValue, ...rest }) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const commit = () => {
    const number = Number(text);
    if (text.trim() === "" || Number.isNaN(number)) setText(String(value));
    else if (number !== value) onValue(number);
  };
  return html`<${TextField} type="number" min="0" inputmode="decimal" ...${rest} value=${text} onValue=${setText} onChange=${commit} />`;
}

export function Percent({ rate, onRate, ...rest }) {
  const percent = Math.round(rate * 10_000) / 100;
  return html`<${NumberField} ...${rest} max="100" step="any" value=${percent} onValue=${(value) => onRate(value / 100)} />`;
}

export function Check({ label, checked, onValue, ...rest }) {
  return html`<label class="check"><input type="checkbox" checked=${checked} onChange=${(event) => onValue(event.currentTarget.checked)} ...${rest} /> ${label}</label>`;
}

export function Choice({ legend, name, value, options, onValue, ...rest }) {
  return html`<fieldset ...${rest}><legend>${legend}</legend>
    ${options.map(
      ([key, text]) =>
        html`<label key=${key} class="check"><input type="radio" name=${name} checked=${key === value} onChange=${() => onValue(key)} /> ${text}</label>`,
    )}
  </fieldset>`;
}

/** Two numbers, the smaller first: when one passes the other, the other follows. */
export function Range({ from, to, value, onValue, setting }) {
  const change = (index) => (number) => {
    const next = [...value];
    next[index] = number;
    next[1 - index] = index === 0 ? Math.max(next[0], next[1]) : Math.min(next[0], next[1]);
    onValue(next);
  };
  return html`<div class="pair" data-setting=${setting}>
    <${NumberField} label=${from} value=${value[0]} onValue=${change(0)} />
    <${NumberField} label=${to} value=${value[1]} onValue=${change(1)} />
  </div>`;
}
