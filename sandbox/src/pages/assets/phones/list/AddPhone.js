import { TextField } from "../../components/Field.js";
import { Notice } from "../../components/Notice.js";
import { post } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { navigate } from "../../lib/router.js";

/** As many phones as one likes. */
export function AddPhone({ t, onClose }) {
  const [number, setNumber] = useState("");
  const [name, setName] = useState("");
  const [error, setError] = useState("");
  const submit = async (event) => {
    event.preventDefault();
    const digits = number.replace(/\D/g, "");
    try {
      await post("/control/phones", { number: digits, ...(name.trim() ? { name: name.trim() } : {}) });
      onClose();
      navigate(`/phones/${digits}`);
    } catch (problem) {
      setError(problem.message);
    }
  };
  return html`<form class="card add-phone" onSubmit=${submit}>
    <${TextField} label=${t("phoneNumber")} hint=${t("phoneNumberHint")} type="tel" required value=${number} onValue=${setNumber} autocomplete="off" />
    <${TextField} label=${t("name")} hint=${t("nameHint")} value=${name} onValue=${setName} maxlength="80" autocomplete="off" />
    ${error && html`<${Notice} kind="error">${error}<//>`}
    <div class="row">
      <button class="primary">${t("add")}</button>
      <button type="button" onClick=${onClose}>${t("cancel")}</button>
    </div>
  </form>`;
}
