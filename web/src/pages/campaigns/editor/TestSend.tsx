import { Anchor, Group, Stack, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendTestMessage } from "../../../api/queries/campaigns.ts";
import { meQuery } from "../../../api/queries/common.ts";
import { ContactPicker, type PickedContact } from "../../../components/composer/ContactPicker.tsx";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { TextLink } from "../../../ui/links.tsx";
import { paths } from "../../../util/paths.ts";

type Props = {
  campaignId: string;
  flush: () => Promise<void> /** Why there is nothing to send yet. */;
  blocked: string | null;
};

/** The message as it is now, really sent, to one contact. */
export function TestSend({ campaignId, flush, blocked }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const { data: me } = useSuspenseQuery(meQuery);
  const [contact, setContact] = useState<PickedContact | null>(null);
  const send = useMutation({
    mutationFn: async (to: PickedContact) => {
      await flush();
      await sendTestMessage(slug, { campaignId, contactId: to.id });
      return to;
    },
  });
  const reason = blocked ?? (contact ? null : t("test.needsContact"));
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <div style={{ flex: "1 1 220px" }}>
          <ContactPicker label={t("test.to")} value={contact} onChange={setContact} />
        </div>
        <ActionButton
          variant="default"
          disabledReason={reason}
          loading={send.isPending}
          onClick={() => contact && send.mutate(contact)}
        >
          {t("test.send")}
        </ActionButton>
      </Group>
      <ErrorAlert error={send.error} />
      {send.data && !send.isPending && (
        <Group gap={6} role="status" wrap="nowrap" align="flex-start">
          <IconCheck
            size={16}
            aria-hidden
            color="var(--ponte-accent-text)"
            style={{ flex: "none", marginTop: 2 }}
          />
          <Text size="sm">
            {t("test.sent", { name: send.data.name })}{" "}
            <TextLink to={paths.contact(slug, send.data.id)}>{t("test.follow")}</TextLink>
            {me.server.sandboxUrl && (
              <>
                {" · "}
                <Anchor href={`${me.server.sandboxUrl}/phones`} target="_blank" rel="noreferrer" size="sm">
                  {t("test.phones")}
                </Anchor>
              </>
            )}
          </Text>
        </Group>
      )}
    </Stack>
  );
}
