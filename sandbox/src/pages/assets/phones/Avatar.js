import { html } from "../lib/html.js";

const COLOURS = ["#4e7096", "#75629a", "#98594a", "#477455", "#7f652f", "#45727a"];

/** A round mark with the first letters of the name; its colour follows from the name. */
export function Avatar({ name }) {
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0), 0);
  const [first = "?", ...rest] = name.replace("+", "").split(/\s+/).filter(Boolean);
  const last = rest.at(-1);
  const letters = [first, last]
    .filter(Boolean)
    .map((word) => [...word][0])
    .join("");
  return html`<span class="avatar" aria-hidden="true" style=${`background:${COLOURS[sum % COLOURS.length]}`}>${letters.toUpperCase()}</span>`;
}
