import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../../api/queries/contacts.ts";
import type { NewImport } from "../../../api/types.ts";
import { useAttributeWords } from "../../../components/attribute-label.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { Section } from "../../../ui/Section.tsx";
import { ColumnRow } from "./ColumnRow.tsx";
import classes from "./import.module.css";
import { type Mapping, type MappingProblem, mappingProblems } from "./mapping.ts";
import { PreviewTable } from "./PreviewTable.tsx";

type Props = {
  upload: NewImport;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
  onBack: () => void;
  onNext: () => void;
};

/** Step 2: what each column of the file means. */
export function ColumnsStep({ upload, mapping, onChange, onBack, onNext }: Props) {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const { data: attributes = [] } = useQuery(attributesQuery(workspace.slug));
  const [tried, setTried] = useState(false);
  const headingId = useId();
  const { headers, rows } = upload.preview;
  const problems = mappingProblems(headers, mapping);
  const next = () => {
    setTried(true);
    if (problems.length === 0) onNext();
  };
  return (
    <Stack gap="md">
      <Section title={t("import.columns.title")} description={t("import.columns.text")}>
        {tried && problems.length > 0 && <Problems problems={problems} />}
        <div className={classes.columnsHead} aria-hidden id={headingId}>
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
        <Button variant="default" onClick={onBack}>
          {t("common:back")}
        </Button>
        <Button onClick={next}>{t("import.next")}</Button>
      </Group>
    </Stack>
  );
}

function Problems({ problems }: { problems: MappingProblem[] }) {
  const { t } = useTranslation("contacts");
  const { attributeLabel } = useAttributeWords();
  const say = (problem: MappingProblem): string =>
    problem.code === "duplicate_target"
      ? t("import.problem.duplicate_target", {
          header: problem.header,
          target: attributeLabel(problem.target, problem.custom),
        })
      : t(`import.problem.${problem.code}`, { header: "header" in problem ? problem.header : "" });
  return (
    <Alert role="alert" color="red" variant="light" mb="md" icon={<IconAlertCircle aria-hidden />}>
      {problems.map((problem) => (
        <div key={`${problem.code}:${"header" in problem ? problem.header : ""}`}>{say(problem)}</div>
      ))}
    </Alert>
  );
}
