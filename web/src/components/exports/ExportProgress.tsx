import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconAlertCircle, IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { cancelExport, exportFileUrl, exportQuery, exportsKey } from "../../api/queries/exports.ts";
import type { ContactExport } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { TextLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import { LoadError } from "../LoadError.tsx";

type Props = { workspace: string; exportId: string; onClose: () => void };

/** From writing to download; can be closed at any time. */
export function ExportProgress({ workspace, exportId, onClose }: Props) {
  const { data: job, error, refetch } = useQuery(exportQuery(workspace, exportId));
  if (error && !job) return <LoadError error={error} onRetry={refetch} compact />;
  if (!job) return null;
  if (job.state === "running") return <Running workspace={workspace} job={job} onClose={onClose} />;
  if (job.state === "completed") return <Ready workspace={workspace} job={job} />;
  return <Ended job={job} />;
}

function Running({
  workspace,
  job,
  onClose,
}: {
  workspace: string;
  job: ContactExport;
  onClose: () => void;
}) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const queryClient = useQueryClient();
  const canceling = useMutation({
    mutationFn: () => cancelExport(workspace, job.id),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: exportsKey(workspace) });
      onClose();
    },
  });
  const total = job.totalContacts;
  return (
    <Stack gap="sm">
      <Progress
        value={total ? (job.writtenContacts / total) * 100 : 0}
        animated
        aria-label={t("exports.running")}
      />
      <Text size="sm" c="dimmed" role="status">
        {total === null
          ? t("exports.running")
          : t("exports.soFar", { done: format.number(job.writtenContacts), total: format.number(total) })}
      </Text>
      <Text size="xs" c="dimmed">
        {t("exports.leave")} <TextLink to={paths.exports(workspace)}>{t("exports.list")}</TextLink>
      </Text>
      <Group justify="flex-end">
        <Button variant="default" loading={canceling.isPending} onClick={() => canceling.mutate()}>
          {t("exports.cancel")}
        </Button>
      </Group>
    </Stack>
  );
}

function Ready({ workspace, job }: { workspace: string; job: ContactExport }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  return (
    <Stack gap="md">
      <Text size="sm" role="status">
        {t("exports.ready", {
          count: job.writtenContacts,
          formatted: format.number(job.writtenContacts),
          size: format.bytes(job.fileBytes ?? 0),
        })}
      </Text>
      <Text size="xs" c="dimmed">
        {t("exports.personal")} <TextLink to={paths.exports(workspace)}>{t("exports.list")}</TextLink>
      </Text>
      <Group justify="flex-end">
        <DownloadLink workspace={workspace} id={job.id} />
      </Group>
    </Stack>
  );
}

export function DownloadLink({
  workspace,
  id,
  compact,
}: {
  workspace: string;
  id: string;
  compact?: boolean;
}) {
  const { t } = useTranslation("contacts");
  return (
    <Button
      component="a"
      href={exportFileUrl(workspace, id)}
      download
      variant={compact ? "default" : "filled"}
      size={compact ? "xs" : "sm"}
      leftSection={<IconDownload size={15} aria-hidden />}
    >
      {t("exports.download")}
    </Button>
  );
}

function Ended({ job }: { job: ContactExport }) {
  const { t } = useTranslation("contacts");
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden />}>
      {job.state === "failed" ? t("exports.failed") : t(`exports.states.${job.state}`)}
    </Alert>
  );
}
