import { html, useMemo, useRef, useState } from "../../lib/html.js";
import { Avatar } from "../Avatar.js";
import { Icon } from "../icons.js";
import { duration } from "./duration.js";
import { Missing } from "./Missing.js";

const BARS = 38;
const FAR_SECONDS = 1e7;

/** Audio as a bar one can play and seek; a voice note with the face of who spoke. */
export function Voice({ t, id, url, note, name }) {
  const audio = useRef(null);
  const [missing, setMissing] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(0);
  const bars = useMemo(() => waveOf(id ?? url ?? ""), [id, url]);
  if (missing || !url) return html`<${Missing} t=${t} url=${url} />`;
  const toggle = () => (playing ? audio.current.pause() : audio.current.play().catch(() => setMissing(true)));
  const seek = (event) => {
    audio.current.currentTime = (Number(event.currentTarget.value) / 100) * (length || 0);
  };
  // A stream does not know its length before its end was seen: go there once, and come back.
  const measure = ({ currentTarget: place }) => {
    if (place.duration === Number.POSITIVE_INFINITY) {
      place.currentTime = FAR_SECONDS;
    } else if (place.duration > 0 && length === 0) {
      setLength(place.duration);
      place.currentTime = 0;
    }
  };
  const part = length ? at / length : 0;
  return html`<div class="voice">
    <audio ref=${audio} src=${url} preload="metadata" onError=${() => setMissing(true)}
      onLoadedMetadata=${measure} onDurationChange=${measure}
      onTimeUpdate=${(event) => length > 0 && setAt(event.currentTarget.currentTime)}
      onPlay=${() => setPlaying(true)} onPause=${() => setPlaying(false)}
      onEnded=${(event) => {
        event.currentTarget.currentTime = 0;
        setPlaying(false);
      }}></audio>
    ${note ? html`<span class="voice-face"><${Avatar} name=${name || "?"} /><${Icon} name="voice" size=${16} /></span>` : html`<span class="voice-face audio"><${Icon} name="music" size=${22} /></span>`}
    <button type="button" class="voice-play plain" aria-label=${t(playing ? "pauseAudio" : "playAudio")} onClick=${toggle}>
      <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" fill="currentColor"><path d=${playing ? "M7 5h3.500v14H7zM13.500 5H17v14h-3.500z" : "M8 5v14l11-7z"} /></svg>
    </button>
    <span class="voice-track">
      <svg viewBox=${`0 0 ${BARS * 4} 26`} preserveAspectRatio="none" aria-hidden="true">
        ${bars.map((height, index) => html`<rect key=${index} x=${index * 4} y=${13 - height / 2} width="2.400" height=${height} rx="1.200" class=${index / BARS < part ? "played" : ""} />`)}
      </svg>
      <input type="range" min="0" max="100" step="any" value=${part * 100} aria-label=${t("seekAudio")} onInput=${seek} />
      <span class="voice-time">${duration(playing || at > 0 ? at : length)}</span>
    </span>
  </div>`;
}

/** Heights that look like speech, the same ones for the same recording. */
function waveOf(seed) {
  let value = 7;
  for (const letter of seed) value = (value * 31 + letter.codePointAt(0)) >>> 0;
  return Array.from({ length: BARS }, (_, index) => {
    value = (value * 1664525 + 1013904223) >>> 0;
    const envelope = 0.35 + 0.65 * Math.abs(Math.sin(index / 5.3 + (seed.length % 7)));
    return 3 + (((value >>> 8) % 1000) / 1000) * 20 * envelope;
  });
}
