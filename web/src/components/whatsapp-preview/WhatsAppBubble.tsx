import { IconCheck, IconChecks, IconClock, IconExclamationCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RenderedMessage } from "../../api/types.ts";
import { CarouselView } from "./CarouselView.tsx";
import { FormattedText } from "./FormattedText.tsx";
import { HeaderView } from "./HeaderView.tsx";
import { MessageButtons } from "./MessageButtons.tsx";
import { ContactView, OfferView, SectionsView } from "./MessageParts.tsx";
import classes from "./whatsapp.module.css";

/** How far a message that we sent has come; shown as WhatsApp's ticks beside the time. */
export type Ticks = "waiting" | "sent" | "delivered" | "read" | "failed";

export interface WhatsAppBubbleProps {
  message: RenderedMessage;
  /** Whose bubble it is, as seen by the one who looks: `in` is white on the left, `out` is green on the right. */
  direction: "in" | "out";
  /** Already formatted time of day, e.g. "14:05". */
  time?: string | undefined;
  /** Only the sender sees ticks. */
  ticks?: Ticks | undefined;
  /** What stands above the text and is not part of a rendered message: the file a person sent. */
  children?: ReactNode;
}

/** One message as WhatsApp draws it. Its surroundings (`WhatsAppSurface`) give it its colours. */
export function WhatsAppBubble({ message, direction, time, ticks, children }: WhatsAppBubbleProps) {
  const bubble = (
    <div className={classes.bubble} data-direction={direction}>
      <div className={classes.content}>
        {children}
        {message.header && <HeaderView header={message.header} />}
        {message.offer && <OfferView offer={message.offer} />}
        {message.contacts?.map((contact) => (
          <ContactView key={contact.name + contact.details.join()} contact={contact} />
        ))}
        {message.reaction && <span className={classes.reaction}>{message.reaction}</span>}
        {message.body && <FormattedText text={message.body} />}
        {message.sections && <SectionsView sections={message.sections} />}
        {message.footer && <div className={classes.footer}>{message.footer}</div>}
        {time && (
          <div className={classes.meta}>
            <span>{time}</span>
            {ticks && <TicksView ticks={ticks} />}
          </div>
        )}
      </div>
      {message.buttons && message.buttons.length > 0 && <MessageButtons buttons={message.buttons} />}
    </div>
  );
  if (!message.cards?.length) return bubble;
  return (
    <div className={classes.withCards} data-direction={direction}>
      {bubble}
      <CarouselView cards={message.cards} />
    </div>
  );
}

const TICK_ICONS = {
  waiting: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconExclamationCircle,
} as const;

function TicksView({ ticks }: { ticks: Ticks }) {
  const { t } = useTranslation("campaigns");
  const Icon = TICK_ICONS[ticks];
  return (
    <Icon
      size={16}
      className={classes.ticks}
      data-ticks={ticks}
      role="img"
      aria-label={t(`preview.ticks.${ticks}`)}
    />
  );
}
