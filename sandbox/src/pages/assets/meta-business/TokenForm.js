import { CopyButton } from "../components/CopyButton.js";
import { SelectField, TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { post } from "../lib/api.js";
import { html, useState } from "../lib/html.js";

const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging", "business_management"];
const ALL = "";

/** A token for a system user of one's own portfolio; shown once. */
export function TokenForm({ t, overview, onIssued }) {
  const [businessId, setBusinessId] = useState(overview.businesses[0]?.id ?? "");
  const [wabaId, setWabaId] = useState(ALL);
  const [name, setName] = useState("Ponte");
  const [days, setDays] = useState("0");
  const [scopes, setScopes] = useState(SCOPES);
  const [issued, setIssued] = useState(null);
  const [problem, setProblem] = useState(null);
  const wabas = overview.businesses.find(({ id }) => id === businessId)?.wabas ?? [];
  const toggle = (scope) =>
    setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  const issue = async (event) => {
    event.preventDefault();
    setProblem(null);
    try {
      const wabaIds = wabas.some(({ id }) => id === wabaId) ? [wabaId] : [];
      setIssued(
        await post("/control/meta/tokens", {
          businessId,
          name: name.trim(),
          wabaIds,
          scopes,
          days: Number(days),
        }),
      );
      onIssued();
    } catch (error) {
      setProblem(error);
    }
  };
  return html`<form class="card stack" onSubmit=${issue} aria-labelledby="new-token">
    <h2 id="new-token">${t("newToken")}</h2>
    <p class="muted">${t("newTokenText")}</p>
    <${TextField} label=${t("userName")} value=${name} onValue=${setName} required maxlength="60" autocomplete="off" />
    <${SelectField} label=${t("business")} value=${businessId} onValue=${setBusinessId}
      options=${overview.businesses.map(({ id, name: text }) => [id, text])} />
    <${SelectField} label=${t("account")} value=${wabaId} onValue=${setWabaId}
      options=${[[ALL, t("allAccounts")], ...wabas.map(({ id, name: text }) => [id, `${text} · ${id}`])]} />
    <${SelectField} label=${t("life")} value=${days} onValue=${setDays}
      options=${[["0", t("never")], ["60", t("sixtyDays")], ["1", t("oneDay")]]} />
    <fieldset class="scopes"><legend>${t("scopes")}</legend>
      ${SCOPES.map(
        (scope) =>
          html`<label key=${scope} class="check"><input type="checkbox" checked=${scopes.includes(scope)} onChange=${() => toggle(scope)} /><code>${scope}</code></label>`,
      )}
    </fieldset>
    ${problem && html`<${Notice} kind="error">${problem.message}<//>`}
    <div><button class="primary">${t("issue")}</button></div>
    ${
      issued &&
      html`<${Notice} kind="success">
        <p>${t("issued")}</p>
        <p><code class="token" data-token>${issued.token}</code></p>
        <${CopyButton} text=${issued.token} label=${t("copyToken")} />
      <//>`
    }
  </form>`;
}
