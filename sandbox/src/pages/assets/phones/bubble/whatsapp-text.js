/**
 * WhatsApp's text marks → elements: *bold*, _italic_, ~strike~, `code`, ```block```, lists, quotes, links.
 * A mark counts only when it hugs its text and stands at the border of a word, as in the app: "2*3*4" stays.
 */
import { html } from "../../lib/html.js";

const BLOCK = /```([\s\S]+?)```/;
const LINK = /https?:\/\/[^\s<]+[^\s<.,;:!?)"'\]]/;
const MARKS = [
  { mark: "`", element: (inside) => html`<code>${inside}</code>`, plainInside: true },
  { mark: "*", element: (inside) => html`<strong>${inside}</strong>` },
  { mark: "_", element: (inside) => html`<em>${inside}</em>` },
  { mark: "~", element: (inside) => html`<s>${inside}</s>` },
].map((one) => ({ ...one, pattern: markPattern(one.mark) }));

function markPattern(mark) {
  const m = mark === "*" ? "\\*" : mark;
  return new RegExp(
    `(?<![\\p{L}\\p{N}${m}])${m}(?=[^\\s${m}])([^\\n${m}]*[^\\s${m}]|[^\\s${m}])${m}(?![\\p{L}\\p{N}${m}])`,
    "u",
  );
}

/** @param {string} text */
export function whatsappText(text) {
  const block = BLOCK.exec(text);
  if (!block) return lines(text);
  const rest = text.slice(block.index + block[0].length).replace(/^\n/, "");
  return [
    ...lines(text.slice(0, block.index).replace(/\n$/, "")),
    html`<pre>${block[1].replace(/^\n|\n$/g, "")}</pre>`,
    ...(rest ? whatsappText(rest) : []),
  ];
}

function lines(text) {
  if (!text) return [];
  return text.split("\n").map((line) => {
    if (line.startsWith("> ")) return html`<div class="quote">${inline(line.slice(2))}</div>`;
    const item = /^(?:[-*]|(\d{1,3})\.) (.+)$/.exec(line);
    if (item)
      return html`<div class="item"><span aria-hidden="true">${item[1] ? `${item[1]}.` : "•"}</span><span>${inline(item[2])}</span></div>`;
    return html`<div class="line">${line ? inline(line) : "\u00a0"}</div>`;
  });
}

/** The earliest mark or link of the text becomes an element; what is before and after is treated alike. */
function inline(text) {
  const found = [...MARKS, { pattern: LINK, link: true }]
    .map((kind) => ({ kind, match: kind.pattern.exec(text) }))
    .filter(({ match }) => match)
    .sort((a, b) => a.match.index - b.match.index)[0];
  if (!found) return [text];
  const { kind, match } = found;
  const element = kind.link
    ? html`<a href=${match[0]} target="_blank" rel="noopener noreferrer">${match[0]}</a>`
    : kind.element(kind.plainInside ? match[1] : inline(match[1]));
  return [text.slice(0, match.index), element, ...inline(text.slice(match.index + match[0].length))];
}
