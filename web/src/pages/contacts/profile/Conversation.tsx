import { Button, Center, Skeleton } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { contactMessagesQuery } from "../../../api/queries/contacts.ts";
import type { Contact, ContactMessage } from "../../../api/types.ts";
import { contactName } from "../../../components/contact-name.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { WhatsAppSurface } from "../../../components/whatsapp-preview/WhatsAppSurface.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import classes from "./conversation.module.css";
import { groupByDay, quotedReplies } from "./conversation.ts";
import { MessageItem } from "./MessageItem.tsx";

type Props = { workspace: string; contact: Contact };

/** Everything that went out and came in, as the chat on the contact's phone; follows new messages as they happen. */
export function Conversation({ workspace, contact }: Props) {
  const { t } = useTranslation("contacts");
  const query = useInfiniteQuery(contactMessagesQuery(workspace, contact.id));
  const messages = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  return (
    <Section title={t("conversation.title")}>
      {query.isError && !messages ? (
        <LoadError error={query.error} onRetry={query.refetch} compact />
      ) : !messages ? (
        <Skeleton h={280} radius="md" />
      ) : messages.length === 0 ? (
        <EmptyState icon={IconMessages} title={t("conversation.empty.title")} compact>
          {t("conversation.empty.text")}
        </EmptyState>
      ) : (
        <Chat
          workspace={workspace}
          contact={contact}
          messages={messages}
          older={
            query.hasNextPage && (
              <Button
                size="compact-sm"
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t("conversation.older")}
              </Button>
            )
          }
        />
      )}
    </Section>
  );
}

type ChatProps = Props & { messages: ContactMessage[]; older: React.ReactNode };

function Chat({ workspace, contact, messages, older }: ChatProps) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const newest = messages[0]?.id;
  // A new message comes into sight; scrolling up to read older ones is left alone until the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest message is what moves the chat
  useEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [newest]);
  const quoted = quotedReplies(messages);
  const lastFromThem = messages.find((message) => message.direction === "in")?.id;
  const numbers = new Set(messages.map((message) => message.subscriptionGroupId));
  return (
    <div className={classes.frame}>
      <WhatsAppSurface>
        <div
          ref={scroller}
          className={classes.scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          tabIndex={0}
          role="log"
          aria-label={t("conversation.title")}
        >
          {older && <Center mb="sm">{older}</Center>}
          {groupByDay(messages).map(({ day, messages: ofDay }) => (
            <section key={day} className={classes.day} aria-label={format.date(day)}>
              <span className={classes.dayName} aria-hidden>
                {format.date(day)}
              </span>
              {ofDay.map((message) => (
                <MessageItem
                  key={message.id}
                  workspace={workspace}
                  contactId={contact.id}
                  message={message}
                  author={contactName(contact) ?? t("unnamed")}
                  isLastFromThem={message.id === lastFromThem}
                  repliedTo={quoted.get(message.id)}
                  number={numbers.size > 1 ? numberOf(contact, message) : undefined}
                />
              ))}
            </section>
          ))}
        </div>
      </WhatsAppSurface>
    </div>
  );
}

/** Which of our numbers a message went through; only worth saying when there are several. */
function numberOf(contact: Contact, message: ContactMessage): string | undefined {
  const number = contact.subscriptions.find((one) => one.subscriptionGroupId === message.subscriptionGroupId);
  return number ? (number.displayName ?? number.phone) : undefined;
}
