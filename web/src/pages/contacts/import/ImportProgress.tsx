import { Alert, Progress, Text } from "@mantine/core";
import { IconAlertCircle, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../api/types.ts";
import { useFormat } from "../../../ui/format.ts";
import { TextLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import classes from "./import.module.css";

/** How far, and with what result: new, changed and left-out rows. */
export function ImportProgress({ workspace, job }: { workspace: string; job: Import }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  if (job.state === "uploaded") {
    return (
      <Alert
        color="gray"
        variant="light"
        icon={<IconInfoCircle aria-hidden />}
        title={t("imports.notStarted.title")}
      >
        {t("imports.notStarted.text")}{" "}
        <TextLink to={paths.newImport(workspace)} size="sm">
          {t("importContacts")}
        </TextLink>
      </Alert>
    );
  }
  const percent = job.totalRows
    ? (job.processedRows / job.totalRows) * 100
    : job.state === "completed"
      ? 100
      : 0;
  const figures = [
    { label: t("imports.created"), value: job.createdContacts },
    { label: t("imports.updated"), value: job.updatedContacts },
    { label: t("imports.failed"), value: job.failedRows, warn: job.failedRows > 0 },
  ];
  return (
    <Section title={t("imports.progress")}>
      {job.error && (
        <Alert
          role="alert"
          color="red"
          variant="light"
          mb="md"
          icon={<IconAlertCircle aria-hidden />}
          title={t("imports.stopped")}
        >
          {job.error}
        </Alert>
      )}
      <Progress
        value={percent}
        size="md"
        animated={job.state === "running"}
        color={job.state === "failed" ? "red" : job.state === "canceled" ? "gray" : undefined}
        aria-label={t("imports.progress")}
      />
      <Text size="sm" c="dimmed" mt={6} role="status">
        {t(job.state === "running" ? "imports.rowsSoFar" : "imports.rowsRead", {
          done: format.number(job.processedRows),
          total: job.totalRows === null ? "?" : format.number(job.totalRows),
        })}
      </Text>
      <dl className={classes.figures}>
        {figures.map(({ label, value, warn }) => (
          <div key={label} className={classes.figure}>
            <dt>{label}</dt>
            <dd data-warn={warn || undefined}>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
