import { html } from "../lib/html.js";

/** One tick sent, two delivered, two blue read; the word is there for those who do not see it. */
export function Ticks({ t, status }) {
  const word = ["sent", "delivered", "read"].includes(status) ? status : "sent";
  return html`<span class=${`ticks ticks-${word}`} role="img" aria-label=${t(word)}>
    <svg viewBox="0 0 18 11" width="18" height="11" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">
      <path d="M1.5 6l3 3.500L11 1.5" />
      ${word !== "sent" && html`<path d="M8 8.300l1.2 1.200L16 1.5" />`}
    </svg>
  </span>`;
}
