import { Button, Checkbox, Group, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportFindBy, ImportMode, ImportOptions } from "../../../api/types.ts";
import { useAttributeWords } from "../../../components/attribute-label.ts";
import { useCountryOptions } from "../../../components/country-options.ts";
import { Section } from "../../../ui/Section.tsx";
import { Choice } from "./Choice.tsx";
import { type Mapping, mappingProblems } from "./mapping.ts";
import { Problems } from "./Problems.tsx";
import { SubscriptionOption } from "./SubscriptionOption.tsx";

type Props = {
  workspace: string;
  headers: string[];
  mapping: Mapping;
  options: ImportOptions;
  onChange: (change: Partial<ImportOptions>) => void;
  onBack: () => void;
  onNext: () => void;
};

const modes: readonly ImportMode[] = ["upsert", "update", "create"];

/** Step 3: what applies to every row. */
export function OptionsStep({ workspace, headers, mapping, options, onChange, onBack, onNext }: Props) {
  const { t } = useTranslation("contacts");
  const countries = useCountryOptions();
  const [tried, setTried] = useState(false);
  const problems = mappingProblems(headers, mapping, options.findBy);
  const missing = {
    number: Boolean(options.subscriptionState) && !options.subscriptionGroupId,
    list: options.listName !== undefined && options.listName !== null && options.listName.trim() === "",
  };
  const next = () => {
    setTried(true);
    if (problems.length === 0 && !missing.number && !missing.list) onNext();
  };
  return (
    <Stack gap="md">
      {tried && problems.length > 0 && <Problems problems={problems} />}
      <Section title={t("import.options.contacts")}>
        <Stack gap="lg">
          <FindBy mapping={mapping} options={options} onChange={onChange} />
          <Choice
            label={t("import.options.mode")}
            value={options.mode ?? "upsert"}
            choices={modes.map((value) => ({ value, label: t(`import.options.modes.${value}`) }))}
            onChange={(mode) => onChange({ mode })}
          />
        </Stack>
      </Section>
      <Section title={t("import.options.values")}>
        <Stack gap="lg">
          <Choice
            label={t("import.options.empty")}
            value={options.emptyCells ?? "keep"}
            choices={(["keep", "clear"] as const).map((value) => ({
              value,
              label: t(`import.options.emptyCells.${value}`),
            }))}
            onChange={(emptyCells) => onChange({ emptyCells })}
          />
          <Select
            label={t("import.options.country")}
            description={t("import.options.countryHint")}
            searchable
            allowDeselect={false}
            maw={360}
            data={countries}
            value={options.defaultCountry}
            onChange={(picked) => picked && onChange({ defaultCountry: picked })}
          />
        </Stack>
      </Section>
      <SubscriptionOption
        workspace={workspace}
        options={options}
        onChange={onChange}
        error={tried && missing.number ? t("import.options.numberRequired") : undefined}
      />
      <Section title={t("import.options.list")} description={t("import.options.listHint")}>
        <ListName options={options} onChange={onChange} missing={tried && missing.list} />
      </Section>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t("common:back")}
        </Button>
        <Button onClick={next}>{t("import.next")}</Button>
      </Group>
    </Stack>
  );
}

function FindBy({ mapping, options, onChange }: Pick<Props, "mapping" | "options" | "onChange">) {
  const { t } = useTranslation("contacts");
  const { attributeLabel } = useAttributeWords();
  const used = new Set(Object.values(mapping).map((column) => column.target));
  const targets = (["external_id", "phone", "email", "alias"] as const).filter((target) => used.has(target));
  return (
    <Select
      label={t("import.options.findBy")}
      description={t("import.options.findByHint")}
      maw={420}
      allowDeselect={false}
      value={options.findBy ?? "auto"}
      data={[
        { value: "auto" as ImportFindBy, label: t("import.options.findByAuto") },
        ...targets.map((value) => ({
          value: value as ImportFindBy,
          label: value === "alias" ? t("import.columns.alias") : attributeLabel(value, false),
        })),
      ]}
      onChange={(findBy) => findBy && onChange({ findBy: findBy as ImportFindBy })}
    />
  );
}

function ListName({
  options,
  onChange,
  missing,
}: Pick<Props, "options" | "onChange"> & { missing: boolean }) {
  const { t } = useTranslation("contacts");
  const kept = typeof options.listName === "string";
  return (
    <>
      <Checkbox
        label={t("import.options.list")}
        checked={kept}
        onChange={(event) => onChange({ listName: event.currentTarget.checked ? "" : null })}
      />
      {kept && (
        <TextInput
          label={t("import.options.listName")}
          mt="xs"
          ml={28}
          maw={360}
          maxLength={120}
          data-autofocus
          value={options.listName ?? ""}
          error={missing && t("import.options.listRequired")}
          onChange={(event) => onChange({ listName: event.currentTarget.value })}
        />
      )}
    </>
  );
}
