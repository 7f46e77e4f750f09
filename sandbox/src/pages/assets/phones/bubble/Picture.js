import { html, useState } from "../../lib/html.js";
import { Missing } from "./Missing.js";
import { Viewer } from "./Viewer.js";

/** A photo that opens large, or a sticker. */
export function Picture({ t, kind, url }) {
  const [missing, setMissing] = useState(false);
  const [open, setOpen] = useState(false);
  if (missing || !url) return html`<${Missing} t=${t} url=${url} />`;
  const failed = () => setMissing(true);
  if (kind === "sticker")
    return html`<img class="sticker" src=${url} alt=${t("sticker")} onError=${failed} />`;
  return html`<button type="button" class="media-frame" aria-label=${t("openPhoto")} onClick=${() => setOpen(true)}>
      <img class="image" src=${url} alt=${t("image")} onError=${failed} />
    </button>
    ${open && html`<${Viewer} t=${t} label=${t("image")} onClose=${() => setOpen(false)}><img src=${url} alt=${t("image")} /><//>`}`;
}
