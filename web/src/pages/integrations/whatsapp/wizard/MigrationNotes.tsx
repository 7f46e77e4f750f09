import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { StartingPoint } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

/** What moving a number means: before, during, and what stays behind. */
export function MigrationNotes({ from }: { from: Exclude<StartingPoint, "new"> }) {
  const { t } = useTranslation("integrations");
  const steps = t(`start.${from}.steps`, { returnObjects: true }) as string[];
  return (
    <div style={{ marginTop: 16 }}>
      <Text size="sm" fw={600} mb={4}>
        {t("start.migration.title")}
      </Text>
      <ol className={classes.list}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Text size="sm" c="dimmed" mt="xs">
        {t("start.migration.kept")}
      </Text>
    </div>
  );
}
