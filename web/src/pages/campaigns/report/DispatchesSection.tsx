import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../../api/types.ts";
import { DataTable } from "../../../ui/DataTable.tsx";
import { useFormat } from "../../../ui/format.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import { StatusBadge, type Tone } from "../../../ui/StatusBadge.tsx";

const tones: Record<string, Tone> = {
  queuing: "running",
  sending: "running",
  paused: "warning",
  completed: "success",
  stopped: "danger",
};

/** Every time the campaign went out. */
export function DispatchesSection({ dispatches }: { dispatches: CampaignReport["dispatches"] }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  if (dispatches.length === 0) return null;
  return (
    <Section title={t("dispatches.title")} description={t("dispatches.description")}>
      <DataTable
        label={t("dispatches.title")}
        rows={dispatches}
        rowKey={(dispatch) => dispatch.id}
        empty={null}
        columns={[
          { key: "start", header: t("dispatches.started"), cell: (d) => format.dateTime(d.createdAt) },
          {
            key: "state",
            header: t("dispatches.state"),
            cell: (d) => (
              <StatusBadge
                tone={tones[d.state] ?? "neutral"}
                label={t(`dispatchState.${d.state}`, { defaultValue: d.state })}
              />
            ),
          },
          {
            key: "queued",
            header: t("dispatches.messages"),
            align: "right",
            cell: (d) => `${format.number(d.queued)}${d.audienceDone ? "" : "…"}`,
          },
          {
            key: "end",
            header: t("dispatches.finished"),
            align: "right",
            hideBelow: "sm",
            cell: (d) => (
              <Text size="sm" c="dimmed" component="div">
                <RelativeTime at={d.finishedAt} />
              </Text>
            ),
          },
        ]}
      />
    </Section>
  );
}
