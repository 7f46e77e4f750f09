import { html } from "../lib/html.js";
import { Link } from "../lib/router.js";

const GROUPS = [
  { title: null, links: [["/portal", "home"]] },
  { title: "developerTools", links: [["/portal/api-keys", "apiKeys"]] },
  { title: "analyze", links: [["/portal/logs", "logs"]] },
  {
    title: "channels",
    links: [
      ["/portal/senders", "senders"],
      ["/portal/templates", "templates"],
    ],
  },
];

const isCurrent = (path, target) => (target === "/portal" ? path === target : path.startsWith(target));

export function Menu({ t, path }) {
  return html`<nav class="portal-menu" aria-label=${t("navigation")}>
    ${GROUPS.map(
      ({ title, links }) => html`<div key=${title ?? "home"} class="menu-group">
        ${title && html`<h2>${t(title)}</h2>`}
        ${links.map(
          ([target, word]) =>
            html`<${Link} key=${target} to=${target} aria-current=${isCurrent(path, target) ? "page" : undefined}>${t(word)}<//>`,
        )}
      </div>`,
    )}
    <a class="menu-out" href="/">← ${t("toSandbox")}</a>
  </nav>`;
}
