import { html, useState } from "../../lib/html.js";
import { duration } from "./duration.js";
import { Missing } from "./Missing.js";
import { Viewer } from "./Viewer.js";

/** A video with its length, played large; a GIF plays by itself, again and again. */
export function Film({ t, url, loop }) {
  const [missing, setMissing] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [open, setOpen] = useState(false);
  if (missing || !url) return html`<${Missing} t=${t} url=${url} />`;
  const onError = () => setMissing(true);
  if (loop)
    return html`<span class="media-frame"><video class="image" src=${url} autoplay loop muted playsinline aria-label=${t("gif")} onError=${onError}></video>
      <span class="media-badge">GIF</span></span>`;
  return html`<button type="button" class="media-frame" aria-label=${t("playVideo")} onClick=${() => setOpen(true)}>
      <video class="image" src=${`${url}#t=0.1`} preload="metadata" muted playsinline tabindex="-1" onError=${onError}
        onLoadedMetadata=${(event) => setSeconds(event.currentTarget.duration)}></video>
      <span class="play-disc"><svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true"><path d="M8 5.500v13l11-6.500z" fill="currentColor" /></svg></span>
      ${seconds > 0 && Number.isFinite(seconds) && html`<span class="media-badge">${duration(seconds)}</span>`}
    </button>
    ${open && html`<${Viewer} t=${t} label=${t("video")} onClose=${() => setOpen(false)}><video src=${url} controls autoplay></video><//>`}`;
}
