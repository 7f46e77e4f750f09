import { html, useEffect, useRef } from "../lib/html.js";

/** A sheet that comes up from the lower edge of the phone and covers the rest until it is closed. */
export function Sheet({ t, title, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    // A modal dialog stands on the window, not in the phone: put it where the phone is.
    const phone = dialog.current.closest(".device").getBoundingClientRect();
    Object.assign(dialog.current.style, {
      left: `${phone.left}px`,
      width: `${phone.width}px`,
      bottom: `${window.innerHeight - phone.bottom}px`,
    });
    dialog.current.showModal();
  }, []);
  const onBackdrop = (event) => event.target === dialog.current && onClose();
  return html`<dialog ref=${dialog} class="sheet" aria-label=${title} onClose=${onClose} onClick=${onBackdrop}>
    <div class="sheet-head"><h2>${title}</h2><button type="button" class="plain" aria-label=${t("close")} onClick=${onClose}>✕</button></div>
    ${children}
  </dialog>`;
}
