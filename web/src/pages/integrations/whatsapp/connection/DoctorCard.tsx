import { Button, Group, Progress, Text } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../../api/client.ts";
import { whatsappKey } from "../../../../api/queries/integrations.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { noticesKey } from "../../../../components/notices/queries.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { Section } from "../../../../ui/Section.tsx";
import { CheckRow } from "./CheckRow.tsx";
import classes from "./connection.module.css";
import { connectionPath, healthKey } from "./queries.ts";
import type { DoctorCheck, Remedy } from "./types.ts";
import { type Examination, useDoctor } from "./use-doctor.ts";
import { useReportText } from "./use-report-text.ts";

type Props = { connectionId: string; onReplaceKey: (() => void) | null };

const routes: Record<Exclude<Remedy, "replace_key">, string> = {
  renew_webhooks: "/webhooks",
  refresh: "/refresh",
  sync_templates: "/templates",
};

/** Looks at the connection from every side, shows what it finds as it finds it, and mends what it can. */
export function DoctorCard({ connectionId, onReplaceKey }: Props) {
  const { t } = useTranslation("doctor");
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const { examination, examine } = useDoctor(connectionId);
  const mend = useMutation({
    mutationFn: (remedy: keyof typeof routes) =>
      api.post(connectionPath(workspace.slug, connectionId, routes[remedy])),
    onSuccess: async (_, remedy) => {
      notifyDone(t(`doctor.done.${remedy}`));
      await queries.invalidateQueries({ queryKey: whatsappKey(workspace.slug) });
      await look();
    },
  });
  // What it saw (balance, webhooks) shows on the rest of the page too.
  const look = async () => {
    await examine();
    await Promise.all([
      queries.invalidateQueries({ queryKey: healthKey(workspace.slug, connectionId) }),
      queries.invalidateQueries({ queryKey: noticesKey(workspace.slug) }),
    ]);
  };
  const started = examination.running || examination.checks.length > 0;
  const onMend = (remedy: Remedy) => (remedy === "replace_key" ? onReplaceKey?.() : mend.mutate(remedy));
  return (
    <Section
      title={t("doctor.title")}
      description={t("doctor.about")}
      actions={
        <ActionButton
          leftSection={<IconStethoscope size={16} aria-hidden />}
          loading={examination.running}
          disabledReason={!workspace.can("manage") && t("common:readOnly")}
          onClick={() => void look()}
        >
          {started ? t("doctor.again") : t("doctor.run")}
        </ActionButton>
      }
    >
      <ErrorAlert error={mend.error ?? (examination.error ? examination.error : null)} mb="sm" />
      {started && (
        <Found
          examination={examination}
          mending={mend.isPending ? mend.variables : null}
          onMend={onMend}
          canReplace={onReplaceKey !== null}
          connectionId={connectionId}
        />
      )}
    </Section>
  );
}

type FoundProps = {
  examination: Examination;
  mending: Remedy | null;
  onMend: (remedy: Remedy) => void;
  canReplace: boolean;
  connectionId: string;
};

function Found({ examination, mending, onMend, canReplace, connectionId }: FoundProps) {
  const { t } = useTranslation("doctor");
  const [withOk, setWithOk] = useState(false);
  const { checks, results, running } = examination;
  const done = checks.flatMap((name) => results.get(name) ?? []);
  const trouble = done.filter(({ state }) => state === "failed" || state === "warning").length;
  const well = done.filter(({ state }) => state === "ok").length;
  // Six rows that say "cannot be told while the key does not work" hide the one that matters.
  const waits = (name: string) => !running && results.get(name)?.code === "needs_key";
  const visible = checks.filter(
    (name) => running || withOk || !(results.get(name)?.state === "ok" || waits(name)),
  );
  const waiting = withOk ? [] : checks.filter(waits);
  return (
    <>
      {running && (
        <Progress
          value={checks.length > 0 ? (100 * done.length) / checks.length : 0}
          size="sm"
          mb="xs"
          aria-label={t("doctor.title")}
        />
      )}
      <Text size="sm" fw={550} role="status" mb="xs">
        {running
          ? t("doctor.running", { done: done.length, total: checks.length })
          : trouble === 0
            ? t("doctor.summary.ok")
            : t("doctor.summary.trouble", { count: trouble })}
      </Text>
      <ul className={classes.checks}>
        {visible.map((name) => (
          <CheckRow
            key={name}
            name={name}
            result={results.get(name)}
            mending={mending}
            canReplace={canReplace}
            onMend={onMend}
          />
        ))}
      </ul>
      {waiting.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("doctor.waiting", {
            count: waiting.length,
            checks: waiting.map((name) => t(`checks.${name}.title`, { defaultValue: name })).join(", "),
          })}
        </Text>
      )}
      {!running && (
        <Ending
          examination={examination}
          done={done}
          connectionId={connectionId}
          well={well}
          withOk={withOk}
          onToggle={() => setWithOk(!withOk)}
        />
      )}
    </>
  );
}

type EndingProps = {
  examination: Examination;
  done: DoctorCheck[];
  connectionId: string;
  well: number;
  withOk: boolean;
  onToggle: () => void;
};

function Ending({ examination, done, connectionId, well, withOk, onToggle }: EndingProps) {
  const { t } = useTranslation("doctor");
  const format = useFormat();
  const reportText = useReportText();
  const { at, version } = examination;
  return (
    <>
      <Group justify="space-between" mt="sm" gap="xs">
        {well > 0 ? (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onToggle}>
            {withOk ? t("doctor.hideOk") : t("doctor.showOk", { count: well })}
          </Button>
        ) : (
          <span />
        )}
        {at && (
          <CopyButton
            value={reportText({ connectionId, at, version: version ?? "", results: done })}
            label={t("doctor.copied")}
            withText
          />
        )}
      </Group>
      {at && (
        <Text size="xs" c="dimmed" mt="xs">
          {t("doctor.finished", { time: format.timeExact(at) })} · {t("doctor.copyHelp")}
        </Text>
      )}
    </>
  );
}
