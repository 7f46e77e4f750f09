import { html, useState } from "../lib/html.js";
import { Icon } from "./icons.js";
import { Sheet } from "./Sheet.js";

/** A list message: one button, and the choices on a sheet from below. Tapping a row answers. */
export function ListMenu({ t, message, act }) {
  const [open, setOpen] = useState(false);
  const choose = async (row) => {
    setOpen(false);
    await act({ kind: "list", messageId: message.id, rowId: row.id });
  };
  return html`<div class="buttons">
      <button type="button" class="message-button" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
        <${Icon} name="list" /> ${message.list.button}
      </button>
    </div>
    ${
      open &&
      html`<${Sheet} t=${t} title=${message.list.button} onClose=${() => setOpen(false)}>
        ${message.list.sections?.map((section, index) => html`<${Section} key=${index} section=${section} choose=${choose} />`)}
      <//>`
    }`;
}

function Section({ section, choose }) {
  return html`<section>
    ${section.title && html`<h3>${section.title}</h3>`}
    ${section.rows?.map(
      (row) => html`<button key=${row.id} type="button" class="sheet-row" onClick=${() => choose(row)}>
        <span>${row.title}</span>${row.description && html`<small>${row.description}</small>`}
      </button>`,
    )}
  </section>`;
}
