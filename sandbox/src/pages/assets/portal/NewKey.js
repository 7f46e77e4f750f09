import { CopyButton } from "../components/CopyButton.js";
import { Field } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { html } from "../lib/html.js";
import { Link } from "../lib/router.js";

/** The one time a secret is shown. */
export function NewKey({ t, created }) {
  return html`<div class="stack key-form">
    <h1>${t("created", { name: created.name })}</h1>
    <${Notice} kind="warning">${t("shownOnce")}<//>
    <${Field} label=${t("secret")} control=${(id) =>
      html`<input id=${id} class="mono secret" readonly value=${created.apiKeySecret}
        onFocus=${(event) => event.currentTarget.select()} />`} />
    <div class="row">
      <${CopyButton} class="primary" text=${created.apiKeySecret} label=${t("copyKey")} />
      <${Link} to="/portal/api-keys" class="button">${t("done")}<//>
    </div>
  </div>`;
}
