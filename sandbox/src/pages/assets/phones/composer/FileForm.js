import { Field, TextField } from "../../components/Field.js";
import { Notice } from "../../components/Notice.js";
import { html, useState } from "../../lib/html.js";
import { Media } from "../bubble/Header.js";

/** A file of the sandbox's own for each kind, so that nobody needs one at hand. */
const SAMPLES = {
  image: { url: "/assets/samples/photo.jpg", name: "foto.jpg" },
  video: { url: "/assets/samples/video.mp4", name: "video.mp4" },
  document: { url: "/assets/samples/document.pdf", name: "comprovante.pdf" },
  audio: { url: "/assets/samples/voice.ogg", name: "audio.ogg" },
  voice: { url: "/assets/samples/voice.ogg", name: "voz.ogg" },
  sticker: { url: "/assets/samples/sticker.webp", name: "figurinha.webp" },
};
const ACCEPT = {
  image: "image/jpeg,image/png,image/webp",
  video: "video/mp4,video/3gpp",
  audio: "audio/*",
  voice: "audio/*",
  sticker: "image/webp",
  document: "",
};
const CAPTIONED = ["image", "video", "document"];

/** A file: the sample, or one of the person's own; with a caption where WhatsApp has one. */
export function FileForm({ t, kind, send }) {
  const [file, setFile] = useState(SAMPLES[kind]);
  const [caption, setCaption] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const choose = async (event) => {
    const [own] = event.currentTarget.files;
    if (!own) return;
    setProblem("");
    setBusy(true);
    await upload(own).then(setFile, (error) => setProblem(error.message));
    setBusy(false);
  };
  const submit = (event) => {
    event.preventDefault();
    send({
      kind,
      url: file.url,
      ...(kind === "document" ? { filename: file.name } : {}),
      ...(caption.trim() ? { caption: caption.trim() } : {}),
    });
  };
  return html`<form class="attach-form" onSubmit=${submit}>
    <div class="attach-preview"><${Media} t=${t} id=${file.url} kind=${kind} media=${{ url: file.url, filename: file.name }} name="" /></div>
    <${Field} label=${t("ownFile")} hint=${t("ownFileHint")} control=${(id, described) => html`<input id=${id} type="file" accept=${ACCEPT[kind]} aria-describedby=${described} onChange=${choose} />`} />
    ${CAPTIONED.includes(kind) && html`<${TextField} label=${t("caption")} value=${caption} onValue=${setCaption} maxlength="1024" autocomplete="off" />`}
    ${problem && html`<${Notice} kind="error">${problem}<//>`}
    <div class="sheet-foot"><button class="wa-primary" disabled=${busy}>${t("send")}</button></div>
  </form>`;
}

/** @param {File} file  @returns {Promise<{url: string, name: string}>} where the sandbox keeps it */
async function upload(file) {
  const response = await fetch("/control/uploads", {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
      "x-file-type": file.type,
    },
    body: file,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? answer.message);
  return answer;
}
