import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconFlask } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../../api/client.ts";
import {
  cancelImport,
  checkImport,
  type ImportSetup,
  importQuery,
  importsKey,
  startImport,
} from "../../../api/queries/imports.ts";
import type { Import } from "../../../api/types.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import { ImportErrors } from "./ImportErrors.tsx";
import { ImportFigures } from "./ImportFigures.tsx";
import { ReadingBar } from "./ReadingBar.tsx";

type Props = { workspace: string; job: Import; setup: ImportSetup; onBack: () => void };

/** Step 4: try it, look at what would happen, and start. */
export function CheckStep({ workspace, job, setup, onBack }: Props) {
  const { t } = useTranslation("contacts");
  const acts = useActs(workspace, job.id, setup);
  const checked = job.state === "checked" && job.dryRun !== null;
  const stale = checked && !same(job, setup);
  return (
    <Stack gap="md">
      <ErrorAlert error={acts.error}>
        <RefusedColumns error={acts.error} />
      </ErrorAlert>
      {job.state === "checking" ? (
        <Running job={job} onStop={acts.stop} />
      ) : checked ? (
        <Result workspace={workspace} job={job} stale={stale} />
      ) : (
        <Section title={t("import.check.title")} description={t("import.check.text")}>
          <Used setup={setup} />
        </Section>
      )}
      {job.state !== "checking" && (
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t("common:back")}
          </Button>
          <Group gap="xs">
            {checked && !stale ? (
              <StartButton job={job} onStart={acts.start} loading={acts.starting} />
            ) : (
              <Button variant="default" onClick={acts.start} loading={acts.starting}>
                {t("import.check.startWithout")}
              </Button>
            )}
            {(!checked || stale) && (
              <Button
                onClick={acts.check}
                loading={acts.checking}
                leftSection={<IconFlask size={16} aria-hidden />}
              >
                {t(stale ? "import.check.again" : "import.check.run")}
              </Button>
            )}
          </Group>
        </Group>
      )}
    </Stack>
  );
}

function useActs(workspace: string, id: string, setup: ImportSetup) {
  const queryClient = useQueryClient();
  const onSuccess = (job: Import) => {
    queryClient.setQueryData(importQuery(workspace, job.id).queryKey, job);
    void queryClient.invalidateQueries({ queryKey: [...importsKey(workspace), "pages"] });
    queryClient.removeQueries({ queryKey: [...importsKey(workspace), "errors", job.id] });
  };
  const check = useMutation({ mutationFn: () => checkImport(workspace, id, setup), onSuccess });
  const start = useMutation({ mutationFn: () => startImport(workspace, id, setup), onSuccess });
  const stop = useMutation({ mutationFn: () => cancelImport(workspace, id), onSuccess });
  return {
    check: () => {
      start.reset();
      check.mutate();
    },
    start: () => {
      check.reset();
      start.mutate();
    },
    stop: () => stop.mutate(),
    checking: check.isPending,
    starting: start.isPending,
    error: check.error ?? start.error ?? stop.error,
  };
}

/** The dry run was of this mapping and these options. */
function same(job: Import, { mapping, options }: ImportSetup): boolean {
  return sorted(job.mapping) === sorted(mapping) && sorted(job.options) === sorted(options);
}

/** As text, without the order of keys and what is not set. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, one]) => one !== null && one !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

function Running({ job, onStop }: { job: Import; onStop: () => void }) {
  const { t } = useTranslation("contacts");
  return (
    <Section
      title={t("import.check.running")}
      description={t("import.check.runningText")}
      actions={
        <Button variant="default" size="xs" onClick={onStop}>
          {t("import.check.stop")}
        </Button>
      }
    >
      <ReadingBar job={job} label={t("import.check.running")} />
      <ImportFigures counts={job} />
    </Section>
  );
}

function Result({ workspace, job, stale }: { workspace: string; job: Import; stale: boolean }) {
  const { t } = useTranslation("contacts");
  if (!job.dryRun) return null;
  const failed = job.dryRun.failedRows;
  return (
    <>
      {stale && (
        <Alert role="status" color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t("import.check.stale")}
        </Alert>
      )}
      <Section
        title={t("import.check.done")}
        description={t(failed > 0 ? "import.check.doneText" : "import.check.clean")}
      >
        <ImportFigures counts={job.dryRun} />
      </Section>
      {failed > 0 && <ImportErrors workspace={workspace} importId={job.id} failedRows={failed} dry />}
    </>
  );
}

function StartButton({ job, onStart, loading }: { job: Import; onStart: () => void; loading: boolean }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const count = (job.dryRun?.processedRows ?? 0) - (job.dryRun?.failedRows ?? 0);
  return (
    <Button onClick={onStart} loading={loading}>
      {t("import.check.start", { count, formatted: format.number(count) })}
    </Button>
  );
}

function Used({ setup }: { setup: ImportSetup }) {
  const { t } = useTranslation("contacts");
  const columns = Object.values(setup.mapping);
  const used = columns.filter((column) => column.target !== "ignore").length;
  return (
    <Text size="sm" c="dimmed">
      {t("import.columnsUsed", { used, total: columns.length })} ·{" "}
      {t(`import.options.modes.${setup.options.mode ?? "upsert"}`)}
    </Text>
  );
}

/** The server checks the columns too, against what it knows of the workspace's attributes. */
function RefusedColumns({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation("contacts");
  if (!(error instanceof ApiError) || error.details.length === 0) return null;
  return (
    <ul>
      {error.details.map((detail) => (
        <li key={`${detail.path}:${detail.message}`}>
          {detail.code && i18n.exists(`contacts:import.problem.${detail.code}`)
            ? t(`import.problem.${detail.code}`, { header: detail.path?.replace(/^mapping\./, "") ?? "" })
            : detail.message}
        </li>
      ))}
    </ul>
  );
}
