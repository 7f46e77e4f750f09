import { html, useState } from "../../lib/html.js";
import { Icon } from "../icons.js";
import { Sheet } from "../Sheet.js";
import { ContactForm } from "./ContactForm.js";
import { FileForm } from "./FileForm.js";
import { PlaceForm } from "./PlaceForm.js";

/** What a person can send, with the colour of its disc. */
const KINDS = [
  ["image", "photo", "#8a5cf6"],
  ["video", "film", "#e0457b"],
  ["document", "file", "#5b6bd6"],
  ["voice", "voice", "#e8862e"],
  ["audio", "music", "#d95c2b"],
  ["sticker", "sticker", "#1e9e94"],
  ["location", "pin", "#1f9d55"],
  ["contact", "person", "#1f8fd6"],
];

/** The sheet behind "+". `start` opens it at a kind; `asked` is the message it answers. */
export function Attach({ t, chat, start, asked, onClose }) {
  const [kind, setKind] = useState(start);
  const send = async (body) => {
    if (await chat.act({ ...body, ...(asked ? { replyTo: asked.id } : {}) })) onClose();
    else onClose();
  };
  const back =
    kind &&
    !start &&
    html`<button type="button" class="plain round-small" aria-label=${t("back")} onClick=${() => setKind(null)}><${Icon} name="back" size=${20} /></button>`;
  const title = kind ? t(kind === "own-contact" ? "shareContact" : kind) : t("attach");
  return html`<${Sheet} t=${t} title=${title} onClose=${onClose} before=${back}>
    ${
      kind
        ? html`<${Form} t=${t} kind=${kind} chat=${chat} send=${send} />`
        : html`<div class="attach-grid">${KINDS.map(
            ([
              name,
              icon,
              colour,
            ]) => html`<button key=${name} type="button" class="plain attach-kind" onClick=${() => setKind(name)}>
              <span class="attach-disc" style=${`background:${colour}`}><${Icon} name=${icon} size=${24} /></span>${t(name)}
            </button>`,
          )}</div>`
    }
  <//>`;
}

function Form({ t, kind, chat, send }) {
  if (kind === "location") return html`<${PlaceForm} t=${t} send=${send} />`;
  if (kind === "contact") return html`<${ContactForm} t=${t} send=${send} />`;
  if (kind === "own-contact")
    return html`<${ContactForm} t=${t} send=${send} name=${chat.owner.name} phone=${`+${chat.owner.number}`} />`;
  return html`<${FileForm} t=${t} kind=${kind} send=${send} />`;
}
