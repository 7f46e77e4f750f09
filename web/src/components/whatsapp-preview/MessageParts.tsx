import { IconTag, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RenderedMessage } from "../../api/types.ts";
import classes from "./whatsapp.module.css";

/** A limited-time offer: its line, its code and when it ends. */
export function OfferView({ offer }: { offer: NonNullable<RenderedMessage["offer"]> }) {
  const { t, i18n } = useTranslation("campaigns");
  const end = offer.endsAt ? new Date(offer.endsAt) : null;
  const known = end !== null && !Number.isNaN(end.getTime());
  return (
    <div className={classes.offer}>
      <IconTag size={20} aria-hidden="true" className={classes.offerIcon} />
      <div className={classes.offerWords}>
        <strong>{offer.text}</strong>
        {known && (
          <span>
            {t("preview.offerEnds", {
              at: end.toLocaleString(i18n.language, { dateStyle: "medium", timeStyle: "short" }),
            })}
          </span>
        )}
        {offer.code && <span>{t("preview.offerCode", { code: offer.code })}</span>}
      </div>
    </div>
  );
}

/** What a list opens to, or the products of a message. */
export function SectionsView({ sections }: { sections: NonNullable<RenderedMessage["sections"]> }) {
  return (
    <div className={classes.sections}>
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sections may be alike; their place is their identity
        <section key={index}>
          {section.title && <strong>{section.title}</strong>}
          <ul>
            {section.rows.map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two rows may be alike; their place is their identity
              <li key={place}>
                <span>{row.title}</span>
                {row.description && <small>{row.description}</small>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** A contact card in a message. */
export function ContactView({ contact }: { contact: NonNullable<RenderedMessage["contacts"]>[number] }) {
  return (
    <div className={classes.document}>
      <IconUser className={classes.voiceIcon} aria-hidden="true" />
      <span className={classes.offerWords}>
        <strong>{contact.name}</strong>
        {contact.details.map((detail) => (
          <span key={detail}>{detail}</span>
        ))}
      </span>
    </div>
  );
}
