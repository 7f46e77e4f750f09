import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { eventNamesQuery } from "../../api/queries/contacts.ts";
import { eventPropertiesQuery } from "../../api/queries/suggestions.ts";
import { useBuilder, useLeaf } from "./builder-context.ts";
import { ConditionRows } from "./ConditionRows.tsx";
import { newCondition } from "./draft.ts";
import type { DraftEvent } from "./draft-types.ts";
import { Part, RefineMenu } from "./Part.tsx";
import { PeriodFields } from "./PeriodFields.tsx";
import { PickField, WordField } from "./PickField.tsx";
import { TimesField } from "./TimesField.tsx";

/** "did order_placed at least 2 times in the last 30 days with total at least 100". */
export function EventFields({ leaf }: { leaf: DraftEvent }) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { change, refine, wrong } = useLeaf(leaf);
  const did = leaf.operator === "did";
  const wanted = leaf.properties.length > 0 ? leaf.name : "";
  const { data: properties = [] } = useQuery(eventPropertiesQuery(workspace, wanted));
  return (
    <>
      <WordField
        name={t("builder.operator")}
        w={96}
        value={leaf.operator}
        words={["did", "did_not"]}
        label={(word) => t(`builder.${word}`)}
        onPick={(operator) => change({ operator })}
      />
      <EventPicker value={leaf.name} invalid={wrong("name")} onPick={(name) => change({ name })} />
      {did && (
        <TimesField
          bound="atLeast"
          value={leaf.minCount}
          onChange={(minCount) => change({ minCount })}
          invalid={wrong("minCount")}
        />
      )}
      {did && leaf.maxCount !== null && (
        <Part name="maxCount" onRemove={() => change({ maxCount: null })}>
          <TimesField
            bound="atMost"
            value={leaf.maxCount}
            onChange={(maxCount) => change({ maxCount })}
            invalid={wrong("maxCount")}
          />
        </Part>
      )}
      <PeriodFields days={leaf.days} invalid={wrong("days")} onChange={(days) => change({ days })} />
      <RefineMenu
        parts={[
          did && leaf.maxCount === null && { name: "maxCount", add: () => refine({ maxCount: "" }) },
          leaf.properties.length === 0 && {
            name: "property",
            add: () => refine({ properties: [newCondition()] }),
          },
        ]}
      />
      <ConditionRows
        conditions={leaf.properties}
        lead={t("builder.with")}
        suggestions={properties}
        sourceOf={(name) => ({ of: "property", event: leaf.name, name })}
        wrong={(index, field) => wrong(`properties.${index}.${field}`)}
        onChange={(next) => change({ properties: next })}
        onAdd={(next) => refine({ properties: next })}
      />
    </>
  );
}

type PickerProps = { value: string; invalid: boolean; onPick: (name: string) => void };

/** The names of the events that have come. The one in use stays on offer even when the server no longer lists it. */
export function EventPicker({ value, invalid, onPick }: PickerProps) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { data: names = [], isPending } = useQuery(eventNamesQuery(workspace));
  const choices = value !== "" && !names.includes(value) ? [...names, value] : names;
  return (
    <PickField
      name={t("builder.event")}
      placeholder={t("builder.eventPlaceholder")}
      searchable
      w={156}
      invalid={invalid}
      value={value}
      data={choices}
      nothingFoundMessage={
        isPending ? t("builder.loading") : names.length ? t("builder.nothingFound") : t("builder.noEvents")
      }
      onPick={onPick}
    />
  );
}
