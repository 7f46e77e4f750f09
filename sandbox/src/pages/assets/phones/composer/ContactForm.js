import { TextField } from "../../components/Field.js";
import { html, useState } from "../../lib/html.js";

/** A contact card: somebody's, or (asked by the business) the person's own. */
export function ContactForm({
  t,
  send,
  name: givenName = "Bruno Alves",
  phone: givenPhone = "+55 11 98888-7777",
}) {
  const [name, setName] = useState(givenName);
  const [phone, setPhone] = useState(givenPhone);
  const submit = (event) => {
    event.preventDefault();
    send({ kind: "contact", name: name.trim(), phone });
  };
  return html`<form class="attach-form" onSubmit=${submit}>
    <${TextField} label=${t("name")} required value=${name} onValue=${setName} maxlength="100" autocomplete="off" />
    <${TextField} label=${t("phoneNumber")} type="tel" required value=${phone} onValue=${setPhone} autocomplete="off" />
    <div class="sheet-foot"><button class="wa-primary">${t("send")}</button></div>
  </form>`;
}
