import { Anchor, Button, Menu, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconMessageCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactKey, setSubscription } from "../../../api/queries/contacts.ts";
import type { Contact, ContactSubscription, SubscriptionState } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { numberLabel } from "../../../components/number-label.ts";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import { useFormat } from "../../../ui/format.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import { StatusBadge, type Tone } from "../../../ui/StatusBadge.tsx";
import classes from "./profile.module.css";
import { SubscriptionHistory } from "./SubscriptionHistory.tsx";

const tones: Record<SubscriptionState, Tone> = {
  subscribed: "success",
  unsubscribed: "danger",
  unknown: "neutral",
};

type Props = { workspace: string; contact: Contact; readOnly: boolean };

/** May we write to this person? One answer per sending number, and until when they can be answered freely. */
export function SubscriptionsCard({ workspace, contact, readOnly }: Props) {
  const { t } = useTranslation("contacts");
  const [change, setChange] = useState<{ subscription: ContactSubscription; to: SubscriptionState } | null>(
    null,
  );
  const [history, setHistory] = useState<ContactSubscription | null>(null);
  return (
    <Section title={t("profile.subscriptions")}>
      {contact.subscriptions.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("profile.noNumbers")}
        </Text>
      ) : (
        <Stack gap="md">
          {contact.subscriptions.map((subscription) => (
            <Subscription
              key={subscription.subscriptionGroupId}
              subscription={subscription}
              windowUntil={windowOf(contact, subscription.subscriptionGroupId)}
              onHistory={() => setHistory(subscription)}
              onChange={readOnly ? undefined : (to) => setChange({ subscription, to })}
            />
          ))}
        </Stack>
      )}
      {history && (
        <SubscriptionHistory
          workspace={workspace}
          contactId={contact.id}
          subscription={history}
          onClose={() => setHistory(null)}
        />
      )}
      <ChangeModal
        workspace={workspace}
        contactId={contact.id}
        change={change}
        onClose={() => setChange(null)}
      />
    </Section>
  );
}

/** The end of the open service window, if there is one. */
function windowOf(contact: Contact, subscriptionGroupId: string): string | null {
  const window = contact.windows.find((open) => open.subscriptionGroupId === subscriptionGroupId);
  return window && new Date(window.expiresAt).getTime() > Date.now() ? window.expiresAt : null;
}

type ItemProps = {
  subscription: ContactSubscription;
  windowUntil: string | null;
  onHistory: () => void;
  onChange: ((to: SubscriptionState) => void) | undefined;
};

function Subscription({ subscription, windowUntil, onHistory, onChange }: ItemProps) {
  const { t, i18n } = useTranslation("contacts");
  const format = useFormat();
  const { state, source, changedAt } = subscription;
  const sourceKey = `profile.source.${source}`;
  const sourceText = source && (i18n.exists(`contacts:${sourceKey}`) ? t(sourceKey) : source);
  return (
    <section aria-label={numberLabel(subscription)} className={classes.subscription}>
      <div className={classes.subscriptionHead}>
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={550} truncate>
            {subscription.displayName ?? format.phone(subscription.phone)}
          </Text>
          {subscription.displayName && (
            <Text size="xs" c="dimmed">
              {format.phone(subscription.phone)}
            </Text>
          )}
        </div>
        {onChange ? (
          <StateMenu state={state} onPick={onChange} />
        ) : (
          <StatusBadge tone={tones[state]} label={t(`subscription.${state}`)} />
        )}
      </div>
      {changedAt && (
        <Text size="xs" c="dimmed">
          {sourceText} · <RelativeTime at={changedAt} /> ·{" "}
          <Anchor component="button" type="button" size="xs" onClick={onHistory}>
            {t("profile.history")}
          </Anchor>
        </Text>
      )}
      {windowUntil && (
        <Text size="xs" className={classes.window}>
          <IconMessageCircle size={14} aria-hidden />
          <span>{t("profile.windowOpen", { time: format.dateTime(windowUntil) })}</span>
        </Text>
      )}
    </section>
  );
}

function StateMenu({ state, onPick }: { state: SubscriptionState; onPick: (to: SubscriptionState) => void }) {
  const { t } = useTranslation("contacts");
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          className={classes.stateButton}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t("profile.changeSubscription", { state: t(`subscription.${state}`) })}
        >
          <StatusBadge tone={tones[state]} label={t(`subscription.${state}`)} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {state !== "subscribed" && (
          <Menu.Item onClick={() => onPick("subscribed")}>{t("profile.subscribe")}</Menu.Item>
        )}
        {state !== "unsubscribed" && (
          <Menu.Item onClick={() => onPick("unsubscribed")}>{t("profile.unsubscribe")}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

type ModalProps = {
  workspace: string;
  contactId: string;
  change: { subscription: ContactSubscription; to: SubscriptionState } | null;
  onClose: () => void;
};

function ChangeModal({ workspace, contactId, change, onClose }: ModalProps) {
  const { t } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const saving = useMutation({
    mutationFn: async () => {
      if (change)
        await setSubscription(workspace, contactId, change.subscription.subscriptionGroupId, change.to);
    },
    onSuccess: () => {
      onClose();
      void queryClient.invalidateQueries({ queryKey: contactKey(workspace, contactId) });
    },
  });
  const act = change?.to === "unsubscribed" ? "unsubscribe" : "subscribe";
  return (
    <ConfirmModal
      opened={change !== null}
      onClose={onClose}
      onConfirm={() => saving.mutate()}
      title={t(`profile.${act}Title`)}
      confirmLabel={t(`profile.${act}`)}
      danger={act === "unsubscribe"}
      loading={saving.isPending}
      error={saving.error && errorText(saving.error).message}
    >
      {t(`profile.${act}Text`, { number: change ? numberLabel(change.subscription) : "" })}
    </ConfirmModal>
  );
}
