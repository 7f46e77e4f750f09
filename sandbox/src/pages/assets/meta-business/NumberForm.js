import { SelectField, TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { post } from "../lib/api.js";
import { html, useState } from "../lib/html.js";

const FACTS = ["number", "wabaId", "phoneNumberId", "graphUrl"];

/** An account with a registered number, as if it had been set up in WhatsApp Manager. */
export function NumberForm({ t, overview, onMade }) {
  const [businessId, setBusinessId] = useState(overview.businesses[0]?.id ?? "");
  const [number, setNumber] = useState("");
  const [name, setName] = useState("");
  const [made, setMade] = useState(null);
  const [problem, setProblem] = useState(null);
  const make = async (event) => {
    event.preventDefault();
    setProblem(null);
    try {
      setMade(
        await post("/control/meta/wabas", {
          number,
          businessId,
          ...(name.trim() ? { name: name.trim() } : {}),
        }),
      );
      onMade();
    } catch (error) {
      setProblem(error);
    }
  };
  return html`<form class="card stack" onSubmit=${make} aria-labelledby="new-number">
    <h2 id="new-number">${t("newNumber")}</h2>
    <p class="muted">${t("newNumberText")}</p>
    <${TextField} label=${t("number")} type="tel" inputmode="tel" autocomplete="off" placeholder="+55 11 98765-4321" value=${number} onValue=${setNumber} />
    <${TextField} label=${t("accountName")} maxlength="100" autocomplete="off" value=${name} onValue=${setName} />
    <${SelectField} label=${t("business")} value=${businessId} onValue=${setBusinessId}
      options=${overview.businesses.map(({ id, name: text }) => [id, text])} />
    ${problem && html`<${Notice} kind="error">${problem.message}<//>`}
    <div><button class="primary">${t("make")}</button></div>
    ${
      made &&
      html`<${Notice} kind="success">
        <p>${t("made")}</p>
        <dl class="facts">${FACTS.map((fact) => html`<div key=${fact}><dt>${t(`fact_${fact}`)}</dt><dd><code>${made[fact]}</code></dd></div>`)}</dl>
      <//>`
    }
  </form>`;
}
