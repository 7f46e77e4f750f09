import { NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { eventNamesQuery } from "../../api/queries/contacts.ts";
import { useBuilder } from "./builder-context.ts";
import type { DraftEvent } from "./draft.ts";
import { replaceNode } from "./edit.ts";
import { PeriodFields } from "./PeriodFields.tsx";
import { PickField } from "./PickField.tsx";

/** "did order_placed at least 2 times in the last 30 days". */
export function EventFields({ leaf }: { leaf: DraftEvent }) {
  const { t } = useTranslation("segments");
  const { workspace, edit, errorsOf, readOnly } = useBuilder();
  const { data: names = [], isPending } = useQuery(eventNamesQuery(workspace));
  const wrong = new Set(errorsOf(leaf.key).map((error) => error.field));
  const change = (patch: Partial<DraftEvent>) => edit((root) => replaceNode(root, { ...leaf, ...patch }));
  const choices = leaf.name !== "" && !names.includes(leaf.name) ? [...names, leaf.name] : names;
  return (
    <>
      <PickField
        name={t("builder.operator")}
        w={88}
        value={leaf.operator}
        data={(["did", "did_not"] as const).map((value) => ({ value, label: t(`builder.${value}`) }))}
        onPick={(operator) => change({ operator: operator === "did_not" ? "did_not" : "did" })}
      />
      <PickField
        name={t("builder.event")}
        placeholder={t("builder.eventPlaceholder")}
        searchable
        w={146}
        invalid={wrong.has("name")}
        value={leaf.name}
        data={choices}
        nothingFoundMessage={
          isPending ? t("builder.loading") : names.length ? t("builder.nothingFound") : t("builder.noEvents")
        }
        onPick={(name) => change({ name })}
      />
      {leaf.operator === "did" && (
        <NumberInput
          aria-label={t("builder.timesLabel")}
          size="xs"
          w={128}
          min={1}
          max={1000}
          allowDecimal={false}
          hideControls
          prefix={`${t("builder.atLeast")} `}
          suffix={` ${t("builder.times", { count: leaf.minCount })}`}
          readOnly={readOnly}
          error={wrong.has("minCount")}
          value={leaf.minCount}
          onChange={(value) => typeof value === "number" && change({ minCount: value })}
        />
      )}
      <PeriodFields days={leaf.days} invalid={wrong.has("days")} onChange={(days) => change({ days })} />
    </>
  );
}
