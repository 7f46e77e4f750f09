import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { eventPropertiesQuery, purchaseEvent } from "../../api/queries/suggestions.ts";
import { useBuilder, useLeaf } from "./builder-context.ts";
import { ConditionRows } from "./ConditionRows.tsx";
import { newCondition } from "./draft.ts";
import type { DraftPurchase } from "./draft-types.ts";
import { NumberField } from "./NumberField.tsx";
import { Part, RefineMenu } from "./Part.tsx";
import { PeriodFields } from "./PeriodFields.tsx";
import { PickField, WordField } from "./PickField.tsx";
import { TextField } from "./TextField.tsx";
import { TimesField } from "./TimesField.tsx";

/** What is a part of every purchase; it has fields of its own. */
const ownProperties = new Set(["product_id", "currency", "price", "quantity"]);

/** "bought tea-1 at least 2 times in the last 30 days, spending at least 100 BRL". */
export function PurchaseFields({ leaf }: { leaf: DraftPurchase }) {
  const { t } = useTranslation("segments");
  const { change, refine, wrong } = useLeaf(leaf);
  const did = leaf.operator === "did";
  return (
    <>
      <WordField
        name={t("builder.operator")}
        w={150}
        value={leaf.operator}
        words={["did", "did_not"]}
        label={(word) => t(`operatorName.purchase.${word}`)}
        onPick={(operator) => change({ operator })}
      />
      {leaf.productId !== null && (
        <Part name="productId" onRemove={() => change({ productId: null })}>
          <TextField
            name={t("builder.partName.productId")}
            placeholder={t("builder.productPlaceholder")}
            w={150}
            value={leaf.productId}
            source={{ of: "property", event: purchaseEvent, name: "product_id" }}
            invalid={wrong("productId")}
            onChange={(productId) => change({ productId })}
          />
        </Part>
      )}
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
      {did && <SpentParts leaf={leaf} />}
      <RefineMenu
        parts={[
          leaf.productId === null && { name: "productId", add: () => refine({ productId: "" }) },
          did && leaf.minSpent === null && { name: "minSpent", add: () => refine({ minSpent: "" }) },
          did && leaf.maxSpent === null && { name: "maxSpent", add: () => refine({ maxSpent: "" }) },
          did && leaf.maxCount === null && { name: "maxCount", add: () => refine({ maxCount: "" }) },
          leaf.properties.length === 0 && {
            name: "property",
            add: () => refine({ properties: [newCondition()] }),
          },
        ]}
      />
      <PurchaseProperties leaf={leaf} />
    </>
  );
}

/** How much was spent, in one currency or whatever the currency. */
function SpentParts({ leaf }: { leaf: DraftPurchase }) {
  const { t } = useTranslation("segments");
  const { change, wrong } = useLeaf(leaf);
  const currencies = useCurrencies();
  return (
    <>
      {(["minSpent", "maxSpent"] as const).map(
        (bound) =>
          leaf[bound] !== null && (
            <Part key={bound} name={bound} onRemove={() => change({ [bound]: null })}>
              <NumberField
                name={t(`builder.partName.${bound}`)}
                min={0}
                value={leaf[bound]}
                invalid={wrong(bound)}
                onChange={(amount) => change({ [bound]: amount })}
              />
            </Part>
          ),
      )}
      {(leaf.minSpent !== null || leaf.maxSpent !== null) && (
        <PickField
          name={t("builder.currency")}
          searchable
          w={190}
          invalid={wrong("currency")}
          value={leaf.currency ?? "any"}
          data={[{ value: "any", label: t("builder.anyCurrency") }, ...currencies]}
          nothingFoundMessage={t("builder.nothingFound")}
          onPick={(currency) => change({ currency: currency === "any" ? null : currency })}
        />
      )}
    </>
  );
}

function PurchaseProperties({ leaf }: { leaf: DraftPurchase }) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { change, refine, wrong } = useLeaf(leaf);
  const wanted = leaf.properties.length > 0 ? purchaseEvent : "";
  const { data = [] } = useQuery(eventPropertiesQuery(workspace, wanted));
  return (
    <ConditionRows
      conditions={leaf.properties}
      lead={t("builder.with")}
      suggestions={data.filter(({ path }) => !ownProperties.has(path[0] ?? ""))}
      sourceOf={(name) => ({ of: "property", event: purchaseEvent, name })}
      wrong={(index, field) => wrong(`properties.${index}.${field}`)}
      onChange={(properties) => change({ properties })}
      onAdd={(properties) => refine({ properties })}
    />
  );
}

/** Every currency, by its code, which is what purchases carry. */
function useCurrencies(): { value: string; label: string }[] {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: "currency" });
    return Intl.supportedValuesOf("currency").map((value) => ({
      value,
      label: `${value} – ${names.of(value)}`,
    }));
  }, [i18n.language]);
}
