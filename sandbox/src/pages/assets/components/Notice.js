import { html } from "../lib/html.js";

/** A message to the person. kind: "error" | "warning" | "info" | "success" */
export function Notice({ kind = "info", children }) {
  return html`<div class="notice notice-${kind}" role=${kind === "error" ? "alert" : "status"}>${children}</div>`;
}
