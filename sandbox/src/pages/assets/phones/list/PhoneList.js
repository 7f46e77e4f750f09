import { Pending } from "../../components/Pending.js";
import { count, phoneNumber, shortTime } from "../../lib/format.js";
import { html, useState } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { Link } from "../../lib/router.js";
import { Avatar } from "../Avatar.js";
import { glyphOf, previewText } from "../bubble/summary.js";
import { Icon } from "../icons.js";
import { AddPhone } from "./AddPhone.js";
import { ROW_PX, useRows } from "./use-rows.js";

/** Every phone, latest first; only the rows in sight are loaded and drawn, so ten thousand are as light as ten. */
export function PhoneList({ t, chosen }) {
  const language = useLanguage();
  const [search, setSearch] = useState("");
  const [adding, setAdding] = useState(false);
  const { scroller, resource, total, first, rows } = useRows(search.trim());
  return html`<aside class="phone-list" aria-label=${t("phonesList")}>
    <div class="phone-list-head">
      <div class="row spread">
        <h1>${t("title")} <span class="muted count" role="status">${resource.data ? count(total, language) : ""}</span></h1>
        <button type="button" aria-expanded=${String(adding)} onClick=${() => setAdding(!adding)}><${Icon} name="plus" size=${16} /> ${t("addPhone")}</button>
      </div>
      ${adding && html`<${AddPhone} t=${t} onClose=${() => setAdding(false)} />`}
      <div class="search"><${Icon} name="search" size=${16} /><input type="search" aria-label=${t("search")} placeholder=${t("search")} value=${search}
        onInput=${(event) => setSearch(event.currentTarget.value)} /></div>
      <${Link} to="/phones/wall" class="wall-link">${t("toWall")} <${Icon} name="next" size=${14} /><//>
    </div>
    <${Pending} resource=${resource} />
    ${resource.data && total === 0 && html`<p class="empty">${search.trim() ? t("noneFound", { search }) : t("noPhones")}</p>`}
    <div class="phone-rows" ref=${scroller} tabindex="-1">
      <ul style=${`height:${total * ROW_PX}px`}>
        ${rows.map(
          (
            phone,
            index,
          ) => html`<li key=${phone.number} style=${`top:${(first + index) * ROW_PX}px`} aria-setsize=${total} aria-posinset=${first + index + 1}>
            <${PhoneRow} t=${t} phone=${phone} current=${phone.number === chosen} /></li>`,
        )}
      </ul>
    </div>
  </aside>`;
}

function PhoneRow({ t, phone, current }) {
  const language = useLanguage();
  const last = phone.lastMessage;
  const glyph = last && glyphOf(last);
  return html`<${Link} to=${`/phones/${phone.number}`} class="phone-row" aria-current=${current ? "page" : undefined}>
    <${Avatar} name=${phone.name || phone.number} />
    <span class="grow">
      <span class="phone-row-top">
        <strong>${phone.name || phoneNumber(phone.number)}</strong>
        ${last && html`<time class=${phone.unread > 0 ? "new" : ""} datetime=${last.at}>${shortTime(last.at, language)}</time>`}
      </span>
      <span class="muted row-number">${phoneNumber(phone.number)}</span>
      <span class="phone-row-top">
        <span class="preview">${glyph && html`<${Icon} name=${glyph} size=${13} /> `}${previewText(t, last)}</span>
        ${phone.unread > 0 && html`<span class="unread" aria-label=${t("unread", { n: phone.unread })}>${phone.unread}</span>`}
      </span>
    </span>
  <//>`;
}
