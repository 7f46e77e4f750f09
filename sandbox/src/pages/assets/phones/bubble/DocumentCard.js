import { get } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { Missing } from "./Missing.js";

const COLOURS = {
  PDF: "#d9453d",
  DOC: "#2b6cd4",
  DOCX: "#2b6cd4",
  XLS: "#1d8a4e",
  XLSX: "#1d8a4e",
  CSV: "#1d8a4e",
  PPT: "#d4692b",
  PPTX: "#d4692b",
};

/** A document: its name, pages, size and type, as far as they are known. */
export function DocumentCard({ t, url, filename }) {
  const [facts, setFacts] = useState({});
  useEffect(() => {
    if (url) get(`/control/media-facts?url=${encodeURIComponent(url)}`).then(setFacts, () => {});
  }, [url]);
  if (!url) return html`<${Missing} t=${t} url=${filename} />`;
  const name = filename || nameIn(url) || t("document");
  const type = (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? "file").toUpperCase();
  const known = [
    facts.pages && t(facts.pages === 1 ? "onePage" : "pages", { n: facts.pages }),
    facts.bytes && size(facts.bytes),
    type,
  ];
  return html`<a class="file document" href=${url} target="_blank" rel="noopener noreferrer" aria-label=${`${t("openDocument")}: ${name}`}>
    <svg viewBox="0 0 32 40" width="32" height="40" aria-hidden="true"><path d="M3 0h18l11 11v26a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill=${COLOURS[type] ?? "#7b8891"} />
      <path d="M21 0l11 11H24a3 3 0 0 1-3-3z" fill="#fff" opacity=".45" /><text x="16" y="29" text-anchor="middle" font-size="9" font-weight="700" fill="#fff">${type.slice(0, 4)}</text></svg>
    <span class="grow"><span class="file-name">${name}</span><small>${known.filter(Boolean).join(" · ")}</small></span>
  </a>`;
}

function nameIn(url) {
  const last = String(url).split(/[?#]/)[0].split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** @param {number} bytes */
function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
