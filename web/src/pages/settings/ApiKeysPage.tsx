import { Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { apiKeysQuery } from "../../api/queries/settings.ts";
import type { ApiKey } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { EditApiKeyModal } from "./EditApiKeyModal.tsx";
import { NewApiKeyModal } from "./NewApiKeyModal.tsx";
import { RevokeKeyModal } from "./RevokeKeyModal.tsx";
import { SettingsFrame } from "./SettingsFrame.tsx";
import { useApiKeyColumns } from "./use-api-key-columns.tsx";

/** Keys for the company's own systems. The key itself is shown once, when it is made. */
export function ApiKeysPage() {
  const { t } = useTranslation("settings");
  const workspace = useWorkspace();
  const query = useQuery(apiKeysQuery(workspace.slug));
  const [creating, createModal] = useDisclosure(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const [editing, setEditing] = useState<ApiKey | null>(null);
  const columns = useApiKeyColumns({ onRevoke: setRevoking, onEdit: setEditing });
  const create = (
    <ActionButton
      leftSection={<IconPlus size={16} aria-hidden />}
      disabledReason={!workspace.can("manage") && t("common:readOnly")}
      onClick={createModal.open}
    >
      {t("apiKeys.create")}
    </ActionButton>
  );
  return (
    <SettingsFrame>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end" gap="sm">
          <Text size="sm" c="dimmed" maw={640} flex="1 1 280px">
            {t("apiKeys.about")}
          </Text>
          {create}
        </Group>
        <DataTable
          label={t("pages.apiKeys")}
          columns={columns}
          rows={query.data}
          rowKey={(key) => key.id}
          error={query.error && <LoadError error={query.error} onRetry={query.refetch} />}
          empty={
            <EmptyState icon={IconKey} title={t("apiKeys.empty.title")}>
              {t("apiKeys.empty.message")}
            </EmptyState>
          }
        />
      </Stack>
      {creating && <NewApiKeyModal onClose={createModal.close} />}
      {editing && <EditApiKeyModal apiKey={editing} onClose={() => setEditing(null)} />}
      <RevokeKeyModal apiKey={revoking} onClose={() => setRevoking(null)} />
    </SettingsFrame>
  );
}
