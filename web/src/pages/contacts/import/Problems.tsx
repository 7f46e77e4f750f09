import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useAttributeWords } from "../../../components/attribute-label.ts";
import type { MappingProblem } from "./mapping.ts";

/** What keeps the import from starting, each with what to do. */
export function Problems({ problems }: { problems: MappingProblem[] }) {
  const { t } = useTranslation("contacts");
  const { attributeLabel } = useAttributeWords();
  const nameOf = (target: string) =>
    target === "alias" || target === "subscription"
      ? t(`import.columns.${target}`)
      : attributeLabel(target, false);
  const say = (problem: MappingProblem): string => {
    switch (problem.code) {
      case "duplicate_target":
        return t("import.problem.duplicate_target", {
          header: problem.header,
          target: problem.custom ? problem.target : nameOf(problem.target),
        });
      case "no_find_by":
        return t("import.problem.no_find_by", { target: nameOf(problem.target) });
      default:
        return t(`import.problem.${problem.code}`, { header: "header" in problem ? problem.header : "" });
    }
  };
  return (
    <Alert role="alert" color="red" variant="light" mb="md" icon={<IconAlertCircle aria-hidden />}>
      {problems.map((problem) => (
        <div key={`${problem.code}:${"header" in problem ? problem.header : ""}`}>{say(problem)}</div>
      ))}
    </Alert>
  );
}
