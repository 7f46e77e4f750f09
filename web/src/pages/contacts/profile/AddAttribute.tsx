import { Autocomplete, Button, Group, Input, Select, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Attribute, Json } from "../../../api/types.ts";
import { type FieldDraft, type FieldKind, kindOfAttribute, parseDraft } from "./attribute-value.ts";
import classes from "./profile.module.css";
import { ValueInput } from "./ValueInput.tsx";

const kinds: readonly FieldKind[] = ["text", "number", "boolean", "date", "list"];

type Props = {
  /** Attributes of the workspace that this contact does not have. */
  definitions: Attribute[];
  taken: string[];
  onSave: (name: string, value: Json) => Promise<unknown>;
  explain: (error: unknown) => string;
  onClose: () => void;
};

/** A further attribute: one the workspace knows (its type is given) or a new one. */
export function AddAttribute({ definitions, taken, onSave, explain, onClose }: Props) {
  const { t } = useTranslation("contacts");
  const [name, setName] = useState("");
  const [chosenKind, setChosenKind] = useState<FieldKind>("text");
  const [draft, setDraft] = useState<FieldDraft>("");
  const [problem, setProblem] = useState<{ name?: string; value?: string }>({});
  const [saving, setSaving] = useState(false);
  const known = definitions.find((definition) => definition.name === name.trim());
  const kind = known ? kindOfAttribute(known.type, undefined) : chosenKind;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setProblem({ name: t("profile.problem.name") });
    if (taken.includes(name.trim())) return setProblem({ name: t("profile.problem.taken") });
    const parsed = parseDraft(kind, draft);
    if ("problem" in parsed) return setProblem({ value: t(`profile.problem.${parsed.problem}`) });
    if (parsed.value === null) return setProblem({ value: t("profile.problem.value") });
    setSaving(true);
    try {
      await onSave(name.trim(), parsed.value);
      onClose();
    } catch (error) {
      setProblem({ value: explain(error) });
      setSaving(false);
    }
  };
  const changeKind = (next: FieldKind) => {
    setChosenKind(next);
    setDraft(next === "list" ? [] : "");
  };
  return (
    <form onSubmit={(event) => void save(event)} className={classes.addAttribute} noValidate>
      <Stack gap="xs">
        <Autocomplete
          label={t("profile.attributeName")}
          size="xs"
          autoFocus
          value={name}
          data={definitions.map((definition) => definition.name)}
          error={problem.name}
          onChange={setName}
        />
        <Select
          label={t("profile.attributeType")}
          size="xs"
          allowDeselect={false}
          disabled={known !== undefined}
          value={kind}
          data={(kinds.includes(kind) ? kinds : [...kinds, kind]).map((value) => ({
            value,
            label: t(`type.${value}`),
          }))}
          onChange={(picked) => changeKind(kinds.find((option) => option === picked) ?? "text")}
        />
        <div>
          <Input.Label size="xs" labelElement="div" aria-hidden>
            {t("profile.attributeValue")}
          </Input.Label>
          <ValueInput
            kind={kind}
            label={t("profile.attributeValue")}
            draft={draft}
            error={problem.value ?? ""}
            onChange={setDraft}
          />
        </div>
        <Group gap="xs" justify="flex-end">
          <Button size="xs" variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button size="xs" type="submit" loading={saving}>
            {t("profile.saveAttribute")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
