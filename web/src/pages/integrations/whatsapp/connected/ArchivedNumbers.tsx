import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { SubscriptionGroupListItem } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { DataTable } from "../../../../ui/DataTable.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { Section } from "../../../../ui/Section.tsx";
import { useAct } from "./use-act.ts";

/** Numbers that send no more, with the way back. Nothing is shown while there are none. */
export function ArchivedNumbers({ numbers }: { numbers: SubscriptionGroupListItem[] }) {
  const { t } = useTranslation("integrations");
  const format = useFormat();
  if (numbers.length === 0) return null;
  return (
    <Section title={t("archived.title")} description={t("archived.about")}>
      <DataTable
        label={t("archived.title")}
        rows={numbers}
        rowKey={(number) => number.id}
        empty={null}
        columns={[
          {
            key: "number",
            header: t("numbers.number"),
            cell: (number) => (
              <>
                <Text size="sm" fw={550}>
                  {number.displayName ?? format.phone(number.phone)}
                </Text>
                <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                  {format.phone(number.phone)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`archived.reasons.${number.archivedReason ?? "archived"}`)}
                  {number.archivedAt && ` · ${format.date(number.archivedAt)}`}
                </Text>
              </>
            ),
          },
          {
            key: "subscribed",
            header: t("numbers.subscribed"),
            align: "right",
            hideBelow: "sm",
            cell: (number) => format.number(number.subscribed),
          },
          {
            key: "act",
            header: "",
            align: "right",
            cell: (number) => <Restore number={number} />,
          },
        ]}
      />
    </Section>
  );
}

function Restore({ number }: { number: SubscriptionGroupListItem }) {
  const { t } = useTranslation("integrations");
  const workspace = useWorkspace();
  const phone = useFormat().phone(number.phone);
  const restore = useAct(
    () => api.post(inWorkspace(workspace.slug, `/subscription-groups/${number.id}/restore`)),
    () => notifyDone(t("archived.restored", { phone })),
  );
  return (
    <>
      <ActionButton
        size="xs"
        variant="default"
        loading={restore.isPending}
        disabledReason={!workspace.can("manage") && t("common:readOnly")}
        onClick={restore.run}
        aria-label={t("archived.restoreName", { phone })}
      >
        {t("archived.restore")}
      </ActionButton>
      {restore.error && (
        <Text size="xs" c="red" role="alert" mt={4} maw={260} ml="auto">
          {restore.error}
        </Text>
      )}
    </>
  );
}
