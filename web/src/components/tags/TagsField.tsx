import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { knownTagsQuery } from "../../api/queries/segment-page.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";

const maxTags = 25;
const maxTagLength = 100;

type Props = { value: string[]; onChange: (tags: string[]) => void; readOnly?: boolean; autoFocus?: boolean };

/** Labels: those in use are suggested, new ones are made by writing them. */
export function TagsField({ value, onChange, readOnly = false, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const { slug } = useWorkspace();
  const { data: known = [] } = useQuery(knownTagsQuery(slug));
  // Closed by every choice: an open list would lie over what comes below the field.
  const [open, setOpen] = useState(false);
  const change = (tags: string[]) => {
    setOpen(false);
    onChange(tags.map((tag) => tag.trim().replace(/\s+/g, " ").slice(0, maxTagLength)).filter(Boolean));
  };
  return (
    <TagsInput
      label={t("tags.label")}
      description={readOnly ? undefined : t("tags.hint")}
      placeholder={value.length === 0 && !readOnly ? t("tags.placeholder") : undefined}
      value={value}
      onChange={change}
      data={known.map((tag) => tag.name)}
      dropdownOpened={open && !readOnly}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onSearchChange={(typed) => typed !== "" && setOpen(true)}
      maxTags={maxTags}
      readOnly={readOnly}
      acceptValueOnBlur
      clearable={false}
      data-autofocus={autoFocus || undefined}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
