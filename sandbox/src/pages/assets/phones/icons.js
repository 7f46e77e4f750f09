/** Small drawings, so that no system font is needed for them. */
import { html } from "../lib/html.js";

const PATHS = {
  file: "M6 2.500h8l4.5 4.500v14.500h-12.500zM13.5 2.500v5h5M9 12.500h6M9 16h6",
  pin: "M12 21.500s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  missing: "M12 3.500l9.5 17h-19zM12 10v5M12 17.800v.2",
  link: "M14 4h6v6M20 4l-9 9M17.5 13.500v6h-13v-13h6",
  call: "M6 3.500l3 0 1.5 4.5-2 1.500a11 11 0 0 0 6 6l1.5-2 4.5 1.500v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5.500a2 2 0 0 1 2-2z",
  copy: "M8.5 8.500h11v11h-11zM15.5 8v-3.500h-11v11h3.5",
  form: "M4.5 4h15v16h-15zM8 8.500h8M8 12h8M8 15.500h4",
  reply: "M9.5 5.500l-5.5 5.5 5.5 5.500M4 11h10.500a5.5 5.5 0 0 1 5.5 5.500v2",
  list: "M8.5 6h11.500M8.5 12h11.500M8.5 18h11.500M4 6h.1M4 12h.1M4 18h.1",
};

/** @param {{name: keyof PATHS, size?: number}} props */
export function Icon({ name, size = 18 }) {
  return html`<svg class="icon" viewBox="0 0 24 24" width=${size} height=${size} aria-hidden="true" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d=${PATHS[name]} /></svg>`;
}
