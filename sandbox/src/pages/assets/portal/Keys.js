import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { call } from "../lib/api.js";
import { dayOf } from "../lib/format.js";
import { html, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { navigate } from "../lib/router.js";
import { CONNECTOR_SCOPES } from "./scopes.js";

export function Keys({ t, account }) {
  const keys = useResource(`/control/accounts/${account.key}/keys`, ["key"]);
  const [error, setError] = useState("");
  const act = async (method, key, body) => {
    setError("");
    await call(method, `/control/keys/${key.id}`, body).catch((problem) => setError(problem.message));
    await keys.reload();
  };
  const remove = (key) => {
    if (confirm(t("confirmDelete", { name: key.name }))) act("DELETE", key);
  };
  return html`<div class="stack">
    <div class="row spread">
      <div><h1>${t("apiKeys")}</h1><p class="muted">${t("keysLead")}</p></div>
      <button type="button" class="primary" onClick=${() => navigate("/portal/api-keys/new")}>${t("createKey")}</button>
    </div>
    ${error && html`<${Notice} kind="error">${error}<//>`}
    <${Pending} resource=${keys} />
    ${keys.data?.length === 0 && html`<div class="card empty">${t("noKeys")}</div>`}
    ${
      keys.data?.length > 0 &&
      html`<div class="table-scroll"><table class="as-cards" aria-label=${t("apiKeys")}>
        <thead><tr>
          <th scope="col">${t("name")}</th><th scope="col">${t("scopes")}</th><th scope="col">${t("expires")}</th>
          <th scope="col">${t("state")}</th><th scope="col">${t("actions")}</th>
        </tr></thead>
        <tbody>${keys.data.map((key) => html`<${KeyRow} key=${key.id} ...${{ t, entry: key, act, remove }} />`)}</tbody>
      </table></div>`
    }
  </div>`;
}

function KeyRow({ t, entry, act, remove }) {
  const language = useLanguage();
  const missing = CONNECTOR_SCOPES.filter((scope) => !entry.scopeGuids.includes(scope));
  const toggle = entry.enabled ? "disable" : "enable";
  return html`<tr>
    <th scope="row" class="key-name">
      ${entry.name}
      <div class="mono muted">${entry.secretPreview}</div>
      <div class="muted">${entry.allowedIPs?.length ? entry.allowedIPs.join(", ") : t("anyIp")}</div>
    </th>
    <td data-label=${t("scopes")}><div>
      <details><summary>${t("scopeCount", { n: entry.scopeGuids.length })}</summary>
        <ul class="mono scope-names">${entry.scopeGuids.map((scope) => html`<li key=${scope}>${scope}</li>`)}</ul>
      </details>
      <div class="hint">${missing.length === 0 ? t("allSix") : t("missingSome", { missing: missing.join(", ") })}</div>
    </div></td>
    <td class="nowrap" data-label=${t("expires")}>${dayOf(entry.validTo, language)}</td>
    <td data-label=${t("state")}><${KeyState} t=${t} entry=${entry} /></td>
    <td data-label=${t("actions")}>
      <div class="row nowrap-row">
        <button type="button" aria-label=${t("editKey", { name: entry.name })}
          onClick=${() => navigate(`/portal/api-keys/edit?id=${entry.id}`)}>${t("edit")}</button>
        <button type="button" aria-label=${t(`${toggle}Key`, { name: entry.name })}
          onClick=${() => act("PATCH", entry, { enabled: !entry.enabled })}>${t(toggle)}</button>
        <button type="button" class="danger" aria-label=${t("deleteKey", { name: entry.name })}
          onClick=${() => remove(entry)}>${t("delete")}</button>
      </div>
    </td>
  </tr>`;
}

function KeyState({ t, entry }) {
  if (!entry.enabled) return html`<span class="badge">${t("disabled")}</span>`;
  if (Date.parse(entry.validTo) < Date.now())
    return html`<span class="badge badge-error">${t("expired")}</span>`;
  return html`<span class="badge badge-success">${t("enabled")}</span>`;
}
