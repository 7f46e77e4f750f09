import { IconArrowLeft, IconBuildingStore, IconDotsVertical } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RenderedMessage } from "../../api/types.ts";
import { type Ticks, WhatsAppBubble } from "./WhatsAppBubble.tsx";
import { WhatsAppSurface } from "./WhatsAppSurface.tsx";
import classes from "./whatsapp.module.css";

export interface WhatsAppPreviewProps {
  /** Null while there is nothing to show yet; `empty` says why. */
  message: RenderedMessage | null;
  /** The business's name at the top of the chat. */
  senderName: string;
  scheme?: "light" | "dark" | undefined;
  /** `customer`: as it arrives on a phone. `business`: as the sender sees it, with ticks. */
  perspective?: "customer" | "business";
  ticks?: Ticks;
  /** The moment shown in the bubble; now, when left out. */
  at?: Date;
  /** Said in the middle of the chat when there is no message. */
  empty?: string;
  /** A newer version is on its way: the message is kept and dimmed a little. */
  stale?: boolean;
}

/** A phone with the message in it, as WhatsApp shows it. Purely visual: it takes a rendered message and fetches nothing. */
export function WhatsAppPreview(props: WhatsAppPreviewProps) {
  const { t, i18n } = useTranslation("campaigns");
  const { message, senderName, perspective = "customer", ticks = "read", at, empty, stale } = props;
  const business = perspective === "business";
  const time = (at ?? new Date()).toLocaleTimeString(i18n.language, { hour: "2-digit", minute: "2-digit" });
  return (
    <section className={classes.phone} aria-label={t("preview.label")}>
      <WhatsAppSurface scheme={props.scheme}>
        <div className={classes.bar}>
          <IconArrowLeft size={20} aria-hidden="true" />
          <span className={classes.avatar}>
            <IconBuildingStore size={18} aria-hidden="true" />
          </span>
          <span className={classes.who}>
            <span className={classes.name}>{senderName}</span>
            <span className={classes.kind}>{t("preview.businessAccount")}</span>
          </span>
          <IconDotsVertical size={18} aria-hidden="true" />
        </div>
        <div className={classes.chat} data-stale={stale || undefined}>
          {message ? (
            <>
              <span className={classes.day}>{t("preview.today")}</span>
              <WhatsAppBubble
                message={message}
                direction={business ? "out" : "in"}
                time={time}
                ticks={business ? ticks : undefined}
              />
            </>
          ) : (
            <p className={classes.empty}>{empty ?? t("preview.empty")}</p>
          )}
        </div>
      </WhatsAppSurface>
    </section>
  );
}
