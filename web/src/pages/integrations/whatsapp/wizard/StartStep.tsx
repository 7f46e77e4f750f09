import { Alert, Group } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { migrationQuery } from "../../../../api/queries/integrations.ts";
import type { WhatsAppIntegration } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { ChoiceCards } from "./ChoiceCards.tsx";
import { MigrationChecklist, openChecks } from "./MigrationChecklist.tsx";
import { MigrationNotes } from "./MigrationNotes.tsx";
import { type StartingPoint, startingPoints, type WizardState } from "./use-wizard-state.ts";

/** Where the number is now decides what happens to it: a new one connects directly, an existing one migrates. */
export function StartStep({ integration, state }: { integration: WhatsAppIntegration; state: WizardState }) {
  const { t } = useTranslation("integrations");
  const [point, setPoint] = useState<StartingPoint | null>(state.from);
  const [number, setNumber] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const confirm = (name: string, yes: boolean) =>
    setConfirmed((old) => new Set(yes ? [...old, name] : [...old].filter((one) => one !== name)));
  const blocked = useBlockedReason(point, number, confirmed);
  return (
    <Section title={t("start.title")} description={t("start.description")}>
      <ChoiceCards
        label={t("start.title")}
        name="starting-point"
        value={point}
        onChange={setPoint}
        choices={startingPoints.map((value) => ({
          value,
          title: t(`start.${value}.title`),
          hint: t(`start.${value}.hint`),
        }))}
      />
      {point && point !== "new" && (
        <>
          <MigrationNotes from={point} />
          <MigrationChecklist
            integration={integration}
            from={point}
            number={number}
            onNumber={setNumber}
            confirmed={confirmed}
            onConfirm={confirm}
          />
        </>
      )}
      {point && (
        <Alert role="note" mt="md" color="gray" icon={<IconInfoCircle aria-hidden />}>
          {t("start.alreadySent")}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <ActionButton
          disabledReason={blocked}
          onClick={() => point && state.go({ step: "account", from: point })}
        >
          {t("common:continue")}
        </ActionButton>
      </Group>
    </Section>
  );
}

/** A number that moves has to meet what Meta asks first. */
function useBlockedReason(
  point: StartingPoint | null,
  number: string | null,
  confirmed: ReadonlySet<string>,
): string | false {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const moves = point !== null && point !== "new";
  const { data } = useQuery({
    ...migrationQuery(slug, number ? { subscriptionGroupId: number } : {}),
    enabled: moves,
  });
  if (!point) return t("start.chooseFirst");
  if (!moves) return false;
  if (!data) return t("common:loading");
  const { wrong, unconfirmed } = openChecks(data, confirmed);
  if (wrong.length > 0) return t("migration.mendFirst", { count: wrong.length });
  return unconfirmed.length > 0 && t("migration.confirmFirst", { count: unconfirmed.length });
}
