import { html } from "../../lib/html.js";

/** The preview of a link; without a network there is no picture, so the address itself speaks. */
export function LinkCard({ link }) {
  const { host, pathname } = new URL(link.url);
  const site = host.replace(/^www\./, "");
  const words = decodeURIComponent(pathname)
    .split("/")
    .filter(Boolean)
    .at(-1)
    ?.replace(/[-_]+/g, " ")
    .replace(/\.\w+$/, "");
  return html`<a class="link-card" href=${link.url} target="_blank" rel="noopener noreferrer">
    <span class="link-tile" aria-hidden="true">${site.slice(0, 1).toUpperCase()}</span>
    <span class="grow"><strong>${words ? words.charAt(0).toUpperCase() + words.slice(1) : site}</strong><small>${site}</small></span>
  </a>`;
}
