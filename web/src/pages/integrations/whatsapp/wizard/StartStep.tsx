import { Alert, Group, Radio, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { MigrationNotes } from "./MigrationNotes.tsx";
import { type StartingPoint, startingPoints, type WizardState } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

/** Where the number is now decides what happens to it: a new one connects directly, an existing one migrates. */
export function StartStep({ state }: { state: WizardState }) {
  const { t } = useTranslation("integrations");
  const [point, setPoint] = useState<StartingPoint | null>(state.from);
  return (
    <Section title={t("start.title")} description={t("start.description")}>
      <Radio.Group
        value={point}
        onChange={(value) => setPoint(value as StartingPoint)}
        aria-label={t("start.title")}
        name="starting-point"
      >
        <Stack gap="xs">
          {startingPoints.map((value) => (
            <Radio.Card
              key={value}
              value={value}
              className={classes.option}
              aria-label={t(`start.${value}.title`)}
            >
              <Group wrap="nowrap" align="flex-start" gap="sm">
                <Radio.Indicator mt={1} />
                <div>
                  <Text size="sm" fw={550}>
                    {t(`start.${value}.title`)}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {t(`start.${value}.hint`)}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      {point && point !== "new" && <MigrationNotes from={point} />}
      {point && (
        <Alert role="note" mt="md" color="gray" icon={<IconInfoCircle aria-hidden />}>
          {t("start.alreadySent")}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <ActionButton
          disabledReason={!point && t("start.chooseFirst")}
          onClick={() => point && state.go({ step: "account", from: point })}
        >
          {t("common:continue")}
        </ActionButton>
      </Group>
    </Section>
  );
}
