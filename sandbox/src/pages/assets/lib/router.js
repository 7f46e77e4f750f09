/** The address says where one is; links change it without loading the page again. */
import { html, useEffect, useState } from "./html.js";

const CHANGED = "sandbox:navigated";

/** @param {string} address */
export function navigate(address) {
  history.pushState(null, "", address);
  window.dispatchEvent(new Event(CHANGED));
}

/** @returns {URL} the current address */
export function useAddress() {
  const [href, setHref] = useState(location.href);
  useEffect(() => {
    const update = () => setHref(location.href);
    window.addEventListener("popstate", update);
    window.addEventListener(CHANGED, update);
    return () => {
      window.removeEventListener("popstate", update);
      window.removeEventListener(CHANGED, update);
    };
  }, []);
  return new URL(href);
}

/** A link inside the page. */
export function Link({ to, children, ...rest }) {
  const follow = (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    event.preventDefault();
    navigate(to);
  };
  return html`<a href=${to} onClick=${follow} ...${rest}>${children}</a>`;
}
