import { ActionIcon, Code, Group, Text, Tooltip } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ApiKey } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import type { Column } from "../../ui/DataTable.tsx";
import { useFormat } from "../../ui/format.ts";
import { RelativeTime } from "../../ui/RelativeTime.tsx";

type Acts = { onRevoke: (key: ApiKey) => void; onEdit: (key: ApiKey) => void };

export function useApiKeyColumns({ onRevoke, onEdit }: Acts): Column<ApiKey>[] {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const workspace = useWorkspace();
  return [
    {
      key: "name",
      header: t("apiKeys.columns.name"),
      cell: (key) => (
        <>
          <Text size="sm" fw={550}>
            {key.name}
          </Text>
          <Code fz={12}>{key.prefix}…</Code>
        </>
      ),
    },
    {
      key: "permissions",
      header: t("apiKeys.columns.permissions"),
      hideBelow: "sm",
      cell: (key) => (
        <Text size="sm" maw={320} lineClamp={2} title={key.permissions.join(", ")}>
          {key.permissions.length > 4 ? (
            <span style={{ whiteSpace: "nowrap" }}>
              {t("apiKeys.permissionCount", { count: key.permissions.length })}
            </span>
          ) : (
            key.permissions.join(", ")
          )}
        </Text>
      ),
    },
    {
      key: "ips",
      header: t("apiKeys.columns.ips"),
      hideBelow: "lg",
      cell: (key) => (key.allowedIps.length > 0 ? key.allowedIps.join(", ") : t("apiKeys.anyIp")),
    },
    {
      key: "created",
      header: t("apiKeys.columns.created"),
      hideBelow: "md",
      cell: (key) => (
        <Text inherit style={{ whiteSpace: "nowrap" }}>
          {format.date(key.createdAt)}
        </Text>
      ),
    },
    {
      key: "used",
      header: t("apiKeys.columns.lastUsed"),
      cell: (key) => (
        <Text inherit style={{ whiteSpace: "nowrap" }}>
          {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : t("apiKeys.never")}
        </Text>
      ),
    },
    {
      key: "actions",
      header: "",
      align: "right",
      width: 84,
      cell: (key) =>
        workspace.can("manage") && (
          <Group gap={2} wrap="nowrap" justify="flex-end">
            <Tooltip label={t("apiKeys.edit")}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("apiKeys.editNamed", { name: key.name })}
                onClick={() => onEdit(key)}
              >
                <IconPencil size={16} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t("apiKeys.revoke")}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("apiKeys.revokeNamed", { name: key.name })}
                onClick={() => onRevoke(key)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
        ),
    },
  ];
}
