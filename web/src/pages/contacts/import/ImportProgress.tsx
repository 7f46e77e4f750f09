import { Alert, Text } from "@mantine/core";
import { IconAlertCircle, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../api/types.ts";
import { Section } from "../../../ui/Section.tsx";
import { ImportFigures } from "./ImportFigures.tsx";
import { ReadingBar } from "./ReadingBar.tsx";

/** How far an import is, and with what result. */
export function ImportProgress({ job }: { job: Import }) {
  const { t } = useTranslation("contacts");
  return (
    <Section title={t("imports.progress")}>
      <Ending job={job} />
      <ReadingBar job={job} label={t("imports.progress")} />
      <ImportFigures counts={job} />
      {job.options.listName && (
        <Text size="sm" c="dimmed" mt="md">
          {t("imports.list", { name: job.options.listName })}
        </Text>
      )}
    </Section>
  );
}

/** Why it did not come to the end of the file. */
function Ending({ job }: { job: Import }) {
  const { t, i18n } = useTranslation("contacts");
  if (job.errorCode && i18n.exists(`contacts:imports.fault.${job.errorCode}`))
    return (
      <Alert
        role="alert"
        color="red"
        variant="light"
        mb="md"
        icon={<IconAlertCircle aria-hidden />}
        title={t("imports.stopped")}
      >
        {t(`imports.fault.${job.errorCode}`, job.errorParams)}
      </Alert>
    );
  if (job.state !== "canceled") return null;
  return (
    <Alert color="gray" variant="light" mb="md" icon={<IconInfoCircle aria-hidden />}>
      {t(job.processedRows > 0 ? "imports.canceledText" : "imports.canceledUnread")}
    </Alert>
  );
}
