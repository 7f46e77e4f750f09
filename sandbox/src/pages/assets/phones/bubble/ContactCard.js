import { html, useState } from "../../lib/html.js";
import { Avatar } from "../Avatar.js";
import { Icon } from "../icons.js";
import { Sheet } from "../Sheet.js";
import { contactFile } from "./contact-file.js";

const nameOf = (contact) =>
  contact.name?.formattedName ||
  [contact.name?.firstName, contact.name?.lastName].filter(Boolean).join(" ") ||
  "?";

/** One or more contacts: who, and a sheet with everything, from which it can be saved. */
export function ContactCard({ t, contacts }) {
  const [open, setOpen] = useState(false);
  const [first, ...others] = contacts;
  const title =
    others.length > 0 ? t("contactsAnd", { name: nameOf(first), n: others.length }) : nameOf(first);
  return html`<div class="contact">
      <button type="button" class="contact-row plain" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
        <${Avatar} name=${nameOf(first)} /><strong class="grow">${title}</strong><${Icon} name="next" size=${16} />
      </button>
    </div>
    ${open && html`<${Sheet} t=${t} title=${title} onClose=${() => setOpen(false)}>${contacts.map((contact, index) => html`<${Details} key=${index} t=${t} contact=${contact} />`)}<//>`}`;
}

/** The button under the card. */
export function SaveContact({ t, contacts }) {
  const file = `data:text/vcard;charset=utf-8,${encodeURIComponent(contacts.map(contactFile).join("\r\n"))}`;
  return html`<a class="message-button" href=${file} download=${`${nameOf(contacts[0])}.vcf`}><${Icon} name="download" /> ${t("saveContact")}</a>`;
}

function Details({ t, contact }) {
  const facts = [
    ...(contact.phones ?? []).map(({ phone, type }) => [
      "call",
      phone,
      type,
      `tel:${String(phone).replace(/[^+\d]/g, "")}`,
    ]),
    ...(contact.emails ?? []).map(({ email, type }) => ["form", email, type, `mailto:${email}`]),
    ...(contact.urls ?? []).map(({ url, type }) => [
      "link",
      url,
      type,
      /^https?:/i.test(url) ? url : undefined,
    ]),
    ...(contact.addresses ?? []).map((one) => [
      "pin",
      [one.street, one.city, one.state, one.zip, one.country].filter(Boolean).join(", "),
      one.type,
    ]),
    ...(contact.birthday ? [["clock", contact.birthday, t("birthday")]] : []),
    ...(contact.org?.company
      ? [
          [
            "shop",
            contact.org.company,
            [contact.org.title, contact.org.department].filter(Boolean).join(", "),
          ],
        ]
      : []),
  ];
  return html`<section class="contact-details">
    <div class="contact-head"><${Avatar} name=${nameOf(contact)} /><h3>${nameOf(contact)}</h3></div>
    <ul>${facts.map(
      ([icon, text, note, href], index) =>
        html`<li key=${index}><${Icon} name=${icon} /><span>${href ? html`<a href=${href}>${text}</a>` : text}${note && html`<small>${note}</small>`}</span></li>`,
    )}</ul>
    <div class="sheet-foot"><${SaveContact} t=${t} contacts=${[contact]} /></div>
  </section>`;
}
