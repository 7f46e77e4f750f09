import { SelectField, TextField } from "../components/Field.js";
import { html, useRef, useState } from "../lib/html.js";
import { summaryOf } from "./Bubble.js";

/** Media a person can send, with a file the sandbox itself serves for each. */
const FILES = {
  image: "/assets/samples/photo.jpg",
  document: "/assets/samples/document.pdf",
  audio: "/assets/samples/voice.wav",
};

/** Where the person writes. Enter sends, Shift+Enter breaks the line. */
export function Composer({ t, act, replyTo, name, onCancelReply }) {
  const [text, setText] = useState("");
  const [attaching, setAttaching] = useState(false);
  const field = useRef(null);
  const submit = async (event) => {
    event.preventDefault();
    const written = text.trim();
    if (!written) return;
    setText("");
    if (!(await act({ kind: "text", text: written, ...(replyTo ? { replyTo: replyTo.id } : {}) })))
      setText(written);
    field.current?.focus();
  };
  const onKey = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  };
  return html`<div class="composer">
    ${
      replyTo &&
      html`<div class="replying"><blockquote><strong>${t("replyingTo")} ${replyTo.direction === "out" ? t("you") : name}</strong><span>${summaryOf(replyTo)}</span></blockquote>
        <button type="button" class="plain" aria-label=${t("cancelReply")} onClick=${onCancelReply}>✕</button></div>`
    }
    ${attaching && html`<${Attach} t=${t} act=${act} onDone=${() => setAttaching(false)} />`}
    <form class="composer-row" onSubmit=${submit}>
      <button type="button" class="plain round" aria-label=${t("attach")} aria-expanded=${String(attaching)} onClick=${() => setAttaching(!attaching)}>+</button>
      <textarea ref=${field} rows="1" aria-label=${t("message")} placeholder=${t("message")} value=${text} maxlength="4096"
        onInput=${(event) => setText(event.currentTarget.value)} onKeyDown=${onKey}></textarea>
      <button class="send round" aria-label=${t("send")}>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="currentColor"><path d="M3 20.500v-7l9-1.500-9-1.500v-7L22 12z" /></svg>
      </button>
    </form>
  </div>`;
}

const KINDS = [...Object.keys(FILES), "location"];

function Attach({ t, act, onDone }) {
  const [kind, setKind] = useState("image");
  const [url, setUrl] = useState(location.origin + FILES.image);
  const [place, setPlace] = useState({ latitude: "-23.5614", longitude: "-46.6559" });
  const choose = (next) => {
    setKind(next);
    setUrl(location.origin + (FILES[next] ?? ""));
  };
  const submit = async (event) => {
    event.preventDefault();
    const coordinates = { latitude: Number(place.latitude), longitude: Number(place.longitude) };
    if (await act(kind === "location" ? { kind, ...coordinates } : { kind, url })) onDone();
  };
  const coordinate = (name) =>
    html`<${TextField} label=${t(name)} type="number" step="any" required value=${place[name]}
      onValue=${(value) => setPlace({ ...place, [name]: value })} />`;
  return html`<form class="attach" onSubmit=${submit}>
    <${SelectField} label=${t("attachKind")} value=${kind} options=${KINDS.map((one) => [one, t(one)])} onValue=${choose} />
    ${
      kind === "location"
        ? html`<div class="flow-field">${coordinate("latitude")}${coordinate("longitude")}</div>`
        : html`<${TextField} label=${t("attachUrl")} hint=${t("attachHint")} type="url" required value=${url} onValue=${setUrl} />`
    }
    <div><button>${t("sendFile")}</button></div>
  </form>`;
}
