import { html, useEffect, useRef } from "../../lib/html.js";
import { Icon } from "../icons.js";

/** A picture or film over the whole window; Escape or a click beside it closes. */
export function Viewer({ t, label, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const onBackdrop = (event) => event.target === dialog.current && onClose();
  return html`<dialog ref=${dialog} class="viewer" aria-label=${label} onClose=${onClose} onClick=${onBackdrop}>
    <button type="button" class="round-small viewer-close" aria-label=${t("close")} onClick=${onClose}><${Icon} name="close" size=${22} /></button>
    ${children}
  </dialog>`;
}
