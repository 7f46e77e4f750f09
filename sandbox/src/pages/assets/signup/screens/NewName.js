import { TextField } from "../../components/Field.js";
import { html, useEffect, useRef } from "../../lib/html.js";

/** The name of what is to be created; it takes the focus when it appears. */
export function NewName({ label, value, onValue }) {
  const place = useRef(null);
  useEffect(() => {
    place.current.querySelector("input").focus();
  }, []);
  return html`<div ref=${place}>
    <${TextField} label=${label} value=${value} onValue=${onValue} maxlength="100" autocomplete="off" />
  </div>`;
}
