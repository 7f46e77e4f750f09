import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../../api/queries/contacts.ts";
import type { ImportFindBy, ImportPreview } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { ButtonLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import { ColumnRow } from "./ColumnRow.tsx";
import classes from "./import.module.css";
import { type Mapping, mappingProblems } from "./mapping.ts";
import { PreviewTable } from "./PreviewTable.tsx";
import { Problems } from "./Problems.tsx";
import { useNumbers } from "./use-numbers.ts";

type Props = {
  preview: ImportPreview;
  mapping: Mapping;
  findBy: ImportFindBy | undefined;
  onChange: (mapping: Mapping) => void;
  onNext: () => void;
};

/** Step 2: what each column of the file means. */
export function ColumnsStep({ preview, mapping, findBy, onChange, onNext }: Props) {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const { data: attributes = [] } = useQuery(attributesQuery(workspace.slug));
  const numbers = useNumbers(workspace.slug);
  const [tried, setTried] = useState(false);
  const { headers, rows } = preview;
  // What contacts are found by is chosen in the next step; there it is said when no column goes to it.
  const problems = mappingProblems(headers, mapping, findBy === "alias" ? "alias" : "auto");
  const next = () => {
    setTried(true);
    if (problems.length === 0) onNext();
  };
  return (
    <Stack gap="md">
      <Remembered preview={preview} />
      <Section title={t("import.columns.title")} description={t("import.columns.text")}>
        {tried && problems.length > 0 && <Problems problems={problems} />}
        <div className={classes.columnsHead} aria-hidden>
          <span>{t("import.columns.inFile")}</span>
          <span>{t("import.columns.inPonte")}</span>
        </div>
        <ul className={classes.columns} aria-label={t("import.columns.title")}>
          {headers.map((header, at) => (
            <ColumnRow
              key={header}
              header={header}
              samples={rows.map((row) => row[at] ?? "")}
              column={mapping[header] ?? { target: "ignore" }}
              attributes={attributes}
              numbers={numbers}
              invalid={tried && problems.some((problem) => "header" in problem && problem.header === header)}
              onChange={(column) => onChange({ ...mapping, [header]: column })}
            />
          ))}
        </ul>
      </Section>
      <Section
        title={t("import.preview.title")}
        description={t("import.preview.text", { count: rows.length })}
      >
        <PreviewTable headers={headers} rows={rows} mapping={mapping} />
      </Section>
      <Group justify="space-between">
        <ButtonLink variant="default" to={paths.newImport(workspace.slug)}>
          {t("import.backToFile")}
        </ButtonLink>
        <Button onClick={next}>{t("import.next")}</Button>
      </Group>
    </Stack>
  );
}

function Remembered({ preview: { suggestedFrom } }: { preview: ImportPreview }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  if (!suggestedFrom) return null;
  return (
    <Alert
      role="status"
      color="teal"
      variant="light"
      icon={<IconHistory aria-hidden />}
      title={t("import.remembered.title")}
    >
      {t("import.remembered.text", {
        file: suggestedFrom.fileName,
        when: format.relative(suggestedFrom.createdAt),
      })}
    </Alert>
  );
}
