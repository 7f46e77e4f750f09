import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { importListAttribute } from "../../api/queries/suggestions.ts";
import { useFormat } from "../../ui/format.ts";
import { useLeaf } from "./builder-context.ts";
import type { DraftAge, DraftImport, DraftNumber, DraftRandomBucket } from "./draft-types.ts";
import { NumberField } from "./NumberField.tsx";
import { TextField } from "./TextField.tsx";

function Word({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" aria-hidden>
      {children}
    </Text>
  );
}

/** "age from 18 to 25"; either end may be left open. */
export function AgeFields({ leaf }: { leaf: DraftAge }) {
  const { t } = useTranslation("segments");
  const { change, wrong } = useLeaf(leaf);
  const field = (end: "min" | "max") => (
    <NumberField
      name={t(end === "min" ? "builder.from" : "builder.to")}
      placeholder={t("builder.openEnd")}
      w={70}
      min={0}
      max={150}
      allowDecimal={false}
      value={leaf[end]}
      invalid={wrong(end)}
      onChange={(years) => change({ [end]: years === "" ? null : years })}
    />
  );
  return (
    <>
      <Word>{t("builder.ageFrom")}</Word>
      {field("min")}
      <Word>{t("builder.ageTo")}</Word>
      {field("max")}
      <Word>{t("builder.years")}</Word>
    </>
  );
}

/** "random number from 0 to 999: 10% of contacts". */
export function RandomBucketFields({ leaf }: { leaf: DraftRandomBucket }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const { change, wrong } = useLeaf(leaf);
  const field = (end: "from" | "to") => (
    <NumberField
      name={t(end === "from" ? "builder.from" : "builder.to")}
      w={80}
      min={0}
      max={9999}
      clampBehavior="strict"
      allowDecimal={false}
      value={leaf[end]}
      invalid={wrong(end)}
      onChange={(bucket) => change({ [end]: bucket })}
    />
  );
  const share = shareOf(leaf.from, leaf.to);
  return (
    <>
      <Word>{t("builder.randomFrom")}</Word>
      {field("from")}
      <Word>{t("builder.randomTo")}</Word>
      {field("to")}
      {share !== null && (
        <Text size="sm" fw={550} component="output">
          {t("builder.randomShare", { share: format.percent(share) })}
        </Text>
      )}
    </>
  );
}

function shareOf(from: DraftNumber, to: DraftNumber): number | null {
  return typeof from === "number" && typeof to === "number" && from <= to ? (to - from + 1) / 10_000 : null;
}

/** "is in the import list Fair 2026". */
export function ImportFields({ leaf }: { leaf: DraftImport }) {
  const { t } = useTranslation("segments");
  const { change, wrong } = useLeaf(leaf);
  return (
    <>
      <Word>{t("builder.inList")}</Word>
      <TextField
        name={t("builder.list")}
        placeholder={t("builder.listPlaceholder")}
        w={220}
        value={leaf.list}
        source={{ of: "attribute", name: importListAttribute, path: [] }}
        invalid={wrong("list")}
        onChange={(list) => change({ list })}
      />
    </>
  );
}
