import { Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../api/types.ts";
import { useFormat } from "../../../ui/format.ts";

/** How far the file is read, how fast, and how long it will take. */
export function ReadingBar({ job, label }: { job: Import; label: string }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const underWay = job.state === "running" || job.state === "checking";
  const done = format.number(job.processedRows);
  const rows =
    job.totalRows === null || underWay
      ? t("imports.rowsSoFar", { done })
      : t("imports.rowsOf", { done, total: format.number(job.totalRows) });
  const parts = [rows];
  if (underWay && job.rowsPerSecond)
    parts.push(t("imports.speed", { rate: format.number(job.rowsPerSecond) }));
  if (underWay && job.secondsLeft !== null)
    parts.push(
      job.secondsLeft < 90
        ? t("imports.secondsLeft", { count: Math.max(1, job.secondsLeft) })
        : t("imports.minutesLeft", { count: Math.round(job.secondsLeft / 60) }),
    );
  return (
    <>
      <Progress
        value={job.progress * 100}
        size="md"
        animated={underWay}
        color={job.state === "failed" ? "red" : job.state === "canceled" ? "gray" : undefined}
        aria-label={label}
      />
      <Text size="sm" c="dimmed" mt={6} role="status">
        {parts.join(" · ")}
      </Text>
    </>
  );
}
