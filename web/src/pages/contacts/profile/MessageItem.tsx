import { VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconCornerUpLeft } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { ContactMessage } from "../../../api/types.ts";
import { useReasonText } from "../../../components/use-reason-text.ts";
import { WhatsAppBubble } from "../../../components/whatsapp-preview/WhatsAppBubble.tsx";
import { useFormat } from "../../../ui/format.ts";
import { PlainLink } from "../../../ui/links.tsx";
import { paths } from "../../../util/paths.ts";
import classes from "./conversation.module.css";
import { bubbleContent, notSent, ticksOf } from "./conversation.ts";
import { InboundMedia } from "./InboundMedia.tsx";
import { ReadMark } from "./ReadMark.tsx";

type Props = {
  workspace: string;
  contactId: string;
  message: ContactMessage;
  /** The contact's name, said to screen readers before what they wrote. */
  author: string;
  isLastFromThem: boolean;
  repliedTo: ContactMessage | undefined;
  number: string | undefined;
};

/** One message of the chat with what belongs to it: its campaign above, why it did not arrive below. */
export function MessageItem({
  workspace,
  contactId,
  message,
  author,
  isLastFromThem,
  repliedTo,
  number,
}: Props) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const out = message.direction === "out";
  const content = captioned(message) ?? (message.media ? {} : { body: placeholder(message, t) });
  return (
    <article className={classes.item} data-direction={message.direction}>
      <VisuallyHidden>
        {out ? t("conversation.fromYou") : t("conversation.from", { name: author })}
      </VisuallyHidden>
      {(message.campaign || number) && (
        <span className={classes.above}>
          {message.campaign && (
            <PlainLink to={paths.campaign(workspace, message.campaign.id)} className={classes.campaign}>
              {message.campaign.name}
            </PlainLink>
          )}
          {number && <span>{number}</span>}
        </span>
      )}
      {repliedTo && (
        <span className={classes.above}>
          <IconCornerUpLeft size={13} aria-hidden />
          <span className={classes.quote}>
            {t("conversation.inReplyTo", { text: excerpt(repliedTo, t) })}
          </span>
        </span>
      )}
      <WhatsAppBubble
        message={content}
        direction={message.direction}
        time={format.time(message.at)}
        ticks={ticksOf(message)}
      >
        <InboundMedia workspace={workspace} contactId={contactId} message={message} />
        {message.direction === "in" && message.body && named.has(message.kind) && (
          <div className={classes.kindName}>{t(`conversation.kind.${message.kind}`)}</div>
        )}
      </WhatsAppBubble>
      {isLastFromThem && <ReadMark contactId={contactId} message={message} />}
      {(message.errorCode || message.errorText) && <Failure message={message} />}
      {out && message.cost && message.currency && (
        <span className={classes.below}>{format.money(message.cost, message.currency)}</span>
      )}
    </article>
  );
}

/** Their text alone (a place's name, a person's) does not say what it is. */
const named = new Set(["location", "contact", "contacts", "order"]);

/** What the bubble says; a document whose caption is its own name says it once. */
function captioned(message: ContactMessage) {
  return message.media?.filename && message.body === message.media.filename ? {} : bubbleContent(message);
}

function Failure({ message }: { message: ContactMessage }) {
  const { t } = useTranslation("contacts");
  const reasonText = useReasonText();
  const code = message.errorCode;
  const why = code ? reasonText({ code, title: message.errorTitle, advice: message.advice }) : null;
  return (
    <div className={classes.failure}>
      <IconAlertTriangle size={15} aria-hidden />
      <div>
        <strong>{t(notSent(message) ? "conversation.notSent" : "conversation.failed")}</strong>
        {why && `: ${why.title}`}
        {code && <code className={classes.code}>{code}</code>}
        {message.errorText && message.errorText !== why?.title && <div>{message.errorText}</div>}
        {why?.advice && <div className={classes.advice}>{why.advice}</div>}
      </div>
    </div>
  );
}

/** Stands for what has no text: media that came in, a message that never was rendered. */
function placeholder(message: ContactMessage, t: TFunction<"contacts">): string {
  if (message.direction === "out")
    return t(notSent(message) ? "conversation.nothingSent" : "conversation.notRendered");
  return t(`conversation.kind.${message.kind}`, {
    defaultValue: t("conversation.kind.other", { kind: message.kind }),
  });
}

function excerpt(message: ContactMessage, t: TFunction<"contacts">): string {
  const text = bubbleContent(message)?.body ?? placeholder(message, t);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
