import { Accordion, Button, Checkbox, Group, Select, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconClock, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { migrationQuery } from "../../../../api/queries/integrations.ts";
import type { MigrationCheck, WhatsAppIntegration } from "../../../../api/types.ts";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { RowsSkeleton } from "../../../../ui/Skeletons.tsx";
import type { StartingPoint } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

type Props = {
  integration: WhatsAppIntegration;
  from: Exclude<StartingPoint, "new">;
  number: string | null;
  onNumber: (id: string | null) => void;
  confirmed: ReadonlySet<string>;
  onConfirm: (name: string, yes: boolean) => void;
};

/** Meta's preconditions for moving a number: checked where an API tells, confirmed by the person where none does. */
export function MigrationChecklist({ integration, from, number, onNumber, confirmed, onConfirm }: Props) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const format = useFormat();
  const natives = integration.groups
    .filter((group) => group.provider === "meta")
    .flatMap((group) => group.subscriptionGroups);
  const query = useQuery(migrationQuery(slug, number ? { subscriptionGroupId: number } : {}));
  return (
    <Stack gap="sm" mt="md">
      {from === "native" && natives.length > 0 && (
        <Select
          label={t("migration.number")}
          description={t("migration.numberHelp")}
          data={natives.map((one) => ({
            value: one.id,
            label: [one.displayName, format.phone(one.phone)].filter(Boolean).join(" · "),
          }))}
          value={number}
          onChange={onNumber}
          clearable
        />
      )}
      <Group justify="space-between" align="center">
        <Text size="sm" fw={600} component="h3" m={0}>
          {t("migration.title")}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={query.isFetching}
          onClick={() => query.refetch()}
        >
          {t("migration.again")}
        </Button>
      </Group>
      {query.error ? (
        <LoadError error={query.error} onRetry={query.refetch} />
      ) : query.data ? (
        <ul className={classes.progress}>
          {query.data
            .filter(({ state }) => state !== "later")
            .map((check) => (
              <CheckRow key={check.name} check={check} confirmed={confirmed} onConfirm={onConfirm} />
            ))}
          <LaterRow checks={query.data.filter(({ state }) => state === "later")} />
        </ul>
      ) : (
        <RowsSkeleton />
      )}
      <MetaCodes />
    </Stack>
  );
}

/** What still keeps the person from going on: something wrong, or something not confirmed yet. */
export function openChecks(checks: readonly MigrationCheck[], confirmed: ReadonlySet<string>) {
  return {
    wrong: checks.filter(({ state }) => state === "not_ok"),
    unconfirmed: checks.filter(({ state, name }) => state === "confirm" && !confirmed.has(name)),
  };
}

/** What only the new WABA can tell, in one line. */
function LaterRow({ checks }: { checks: readonly MigrationCheck[] }) {
  const { t } = useTranslation("integrations");
  if (checks.length === 0) return null;
  return (
    <li>
      <IconClock size={20} stroke={1.7} aria-hidden style={{ flex: "none" }} />
      <Text size="sm" c="dimmed">
        {t("migration.later")} {checks.map(({ name }) => t(`migration.checks.${name}.title`)).join("; ")}.
      </Text>
    </li>
  );
}

const icons = { ok: IconCircleCheck, not_ok: IconCircleX, later: IconClock };
const colors = { ok: "teal", not_ok: "red", later: "gray" };

type RowProps = { check: MigrationCheck } & Pick<Props, "confirmed" | "onConfirm">;

function CheckRow({ check: { name, state, found }, confirmed, onConfirm }: RowProps) {
  const { t } = useTranslation("integrations");
  if (state === "confirm")
    return (
      <li data-check={name} data-state={state}>
        <Checkbox
          label={t(`migration.checks.${name}.title`)}
          description={t(`migration.checks.${name}.remedy`)}
          styles={{ label: { fontWeight: 500 }, description: { fontSize: "var(--mantine-font-size-sm)" } }}
          checked={confirmed.has(name)}
          onChange={(event) => onConfirm(name, event.currentTarget.checked)}
        />
      </li>
    );
  const Icon = icons[state];
  return (
    <li data-check={name} data-state={state}>
      <Icon
        size={20}
        stroke={1.7}
        role="img"
        aria-label={t(`migration.states.${state}`)}
        style={{ flex: "none" }}
        color={`var(--mantine-color-${colors[state]}-light-color)`}
      />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={500}>
          {t(`migration.checks.${name}.title`)}
        </Text>
        {state === "not_ok" && (
          <Text size="sm" c="red" role="alert">
            {found && `${t("migration.found", { found })} `}
            {t(`migration.checks.${name}.remedy`)}
          </Text>
        )}
      </div>
    </li>
  );
}

/** Codes that Meta's window or portal shows while a number moves. */
export const metaCodes = [
  "2388001",
  "2388012",
  "2388091",
  "2388093",
  "2388103",
  "2494100",
  "136024",
  "136025",
] as const;

function MetaCodes() {
  const { t } = useTranslation("integrations");
  return (
    <Accordion variant="separated" radius="md">
      <Accordion.Item value="codes">
        <Accordion.Control>{t("migration.codesTitle")}</Accordion.Control>
        <Accordion.Panel>
          <dl className={classes.codes}>
            {metaCodes.map((code) => (
              <div key={code}>
                <dt>{code}</dt>
                <dd>{t(`migration.codes.${code}`)}</dd>
              </div>
            ))}
          </dl>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
