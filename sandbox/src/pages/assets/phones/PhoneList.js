import { TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { post } from "../lib/api.js";
import { phoneNumber, shortTime } from "../lib/format.js";
import { html, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { Link, navigate } from "../lib/router.js";

const PAGE = 60;

/** Every phone that was ever written to, latest first; search, and a way to add one. */
export function PhoneList({ t, chosen }) {
  const [search, setSearch] = useState("");
  const [limit, setLimit] = useState(PAGE);
  const [adding, setAdding] = useState(false);
  const query = new URLSearchParams({ limit: String(limit), ...(search.trim() ? { q: search.trim() } : {}) });
  const phones = useResource(`/control/phones?${query}`, ["message", "status", "signup"]);
  return html`<aside class="phone-list" aria-label=${t("phonesList")}>
    <div class="phone-list-head">
      <div class="row spread">
        <h1>${t("title")}</h1>
        <button type="button" aria-expanded=${String(adding)} onClick=${() => setAdding(!adding)}>${t("addPhone")}</button>
      </div>
      ${adding && html`<${AddPhone} t=${t} onClose=${() => setAdding(false)} />`}
      <input type="search" aria-label=${t("search")} placeholder=${t("search")} value=${search}
        onInput=${(event) => setSearch(event.currentTarget.value)} />
    </div>
    <${Pending} resource=${phones} />
    ${phones.data?.length === 0 && html`<p class="empty">${search.trim() ? t("noneFound", { search }) : t("noPhones")}</p>`}
    <ul>
      ${phones.data?.map((phone) => html`<li key=${phone.number}><${PhoneRow} t=${t} phone=${phone} current=${phone.number === chosen} /></li>`)}
    </ul>
    ${phones.data?.length === limit && html`<button type="button" class="plain" onClick=${() => setLimit(limit + PAGE)}>${t("more")}</button>`}
  </aside>`;
}

function PhoneRow({ t, phone, current }) {
  const language = useLanguage();
  const last = phone.lastMessage;
  return html`<${Link} to=${`/phones/${phone.number}`} class="phone-row" aria-current=${current ? "page" : undefined}>
    <span class="phone-row-top">
      <strong>${phone.name || phoneNumber(phone.number)}</strong>
      ${last && html`<time datetime=${last.at}>${shortTime(last.at, language)}</time>`}
    </span>
    ${phone.name && html`<span class="muted">${phoneNumber(phone.number)}</span>`}
    <span class="phone-row-top">
      <span class="preview">${last?.preview ?? ""}</span>
      ${phone.unread > 0 && html`<span class="unread" aria-label=${t("unread", { n: phone.unread })}>${phone.unread}</span>`}
    </span>
  <//>`;
}

function AddPhone({ t, onClose }) {
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
