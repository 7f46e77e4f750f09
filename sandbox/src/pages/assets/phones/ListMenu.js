import { html, useEffect, useRef, useState } from "../lib/html.js";

/** A list message: one button, and the choices on a sheet from below. Tapping a row answers. */
export function ListMenu({ t, message, act }) {
  const [open, setOpen] = useState(false);
  return html`<div class="buttons">
      <button type="button" class="message-button" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
        <span aria-hidden="true">≡</span> ${message.list.button}
      </button>
    </div>
    ${
      open &&
      html`<${Sheet} t=${t} list=${message.list} onClose=${() => setOpen(false)} onChoose=${async (row) => {
        setOpen(false);
        await act({ kind: "list", messageId: message.id, rowId: row.id });
      }} />`
    }`;
}

function Sheet({ t, list, onClose, onChoose }) {
  const dialog = useRef(null);
  useEffect(() => {
    dialog.current.showModal();
  }, []);
  const onBackdrop = (event) => event.target === dialog.current && onClose();
  return html`<dialog ref=${dialog} class="sheet" aria-label=${list.button} onClose=${onClose} onClick=${onBackdrop}>
    <div class="sheet-head"><h2>${list.button}</h2><button type="button" class="plain" aria-label=${t("close")} onClick=${onClose}>✕</button></div>
    ${list.sections?.map(
      (section, index) => html`<section key=${index}>
        ${section.title && html`<h3>${section.title}</h3>`}
        ${section.rows?.map(
          (row) => html`<button key=${row.id} type="button" class="sheet-row" onClick=${() => onChoose(row)}>
            <span>${row.title}</span>${row.description && html`<small>${row.description}</small>`}
          </button>`,
        )}
      </section>`,
    )}
  </dialog>`;
}
