import { html, useEffect, useRef } from "../lib/html.js";
import { Icon } from "./icons.js";

/** A sheet that comes up from the lower edge of the phone and covers the rest until it is closed. */
export function Sheet({ t, title, onClose, tall = false, before = null, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    // A modal dialog stands on the window, not in the phone: put it where the phone is.
    const phone = document.querySelector(".device").getBoundingClientRect();
    Object.assign(dialog.current.style, {
      left: `${phone.left}px`,
      width: `${phone.width}px`,
      bottom: `${window.innerHeight - phone.bottom}px`,
      maxHeight: `${phone.height * (tall ? 0.94 : 0.8)}px`,
      ...(tall ? { height: `${phone.height * 0.94}px` } : {}),
    });
    dialog.current.showModal();
  }, []);
  const onBackdrop = (event) => event.target === dialog.current && onClose();
  return html`<dialog ref=${dialog} class="sheet" aria-label=${title} onClose=${onClose} onClick=${onBackdrop}>
    <div class="sheet-head">
      ${before}
      <button type="button" class="plain round-small" aria-label=${t("close")} onClick=${onClose}><${Icon} name="close" size=${20} /></button>
      <h2>${title}</h2>
    </div>
    <div class="sheet-body">${children}</div>
  </dialog>`;
}
