import { html, useEffect, useRef } from "../lib/html.js";
import { Icon } from "./icons.js";

/** The three dots: a small menu that closes when something is chosen, beside it is clicked, or Escape is pressed. */
export function Menu({ label, children }) {
  const menu = useRef(null);
  useEffect(() => {
    const close = (event) => {
      const inside = menu.current?.contains(event.target);
      const chosen = inside && event.target.closest(".menu-items button");
      if (menu.current && (event.key === "Escape" || (event.type === "click" && (!inside || chosen))))
        menu.current.open = false;
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  return html`<details class="chat-menu" ref=${menu}>
    <summary aria-label=${label} role="button"><${Icon} name="more" size=${20} /></summary>
    <div class="menu-items">${children}</div>
  </details>`;
}
