import { Alert, Anchor } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignProblem, Template } from "../../../api/types.ts";
import { messageFields } from "../../../components/composer/message-fields.ts";
import { useFieldLabel } from "../../../components/composer/use-field-label.ts";
import classes from "./ProblemList.module.css";
import { targetOf, variableOf } from "./problems.ts";

type Props = { problems: CampaignProblem[]; template: Template | null; ref?: Ref<HTMLDivElement> };

/** What stands between the draft and its launch; each entry leads to the field where it is mended. */
export function ProblemList({ problems, template, ref }: Props) {
  const { t } = useTranslation("campaigns");
  const textOf = useProblemText(template);
  if (problems.length === 0) return null;
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      role="alert"
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={t("problems.title", { count: problems.length })}
    >
      <ul className={classes.list}>
        {problems.map((problem) => {
          const target = targetOf(problem);
          const text = textOf(problem);
          return (
            <li key={`${problem.code} ${problem.field ?? ""} ${problem.message}`}>
              {target ? (
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  className={classes.link}
                  onClick={() => goTo(target)}
                >
                  {text}
                </Anchor>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}

function goTo(id: string): void {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: "center", behavior: "smooth" });
  element?.focus({ preventScroll: true });
}

/** A problem in the reader's language, with the field by its name on the screen; else the server's own words. */
export function useProblemText(template: Template | null): (problem: CampaignProblem) => string {
  const { t, i18n } = useTranslation("campaigns");
  const labelOf = useFieldLabel();
  return (problem) => {
    if (!i18n.exists(`campaigns:problems.${problem.code}`)) return problem.message;
    const variable = variableOf(problem);
    const field = template && variable ? messageFields(template).find((f) => f.key === variable) : undefined;
    return t(`problems.${problem.code}`, {
      ...problem.params,
      // An audience can be empty in two ways: nobody is in the segment, or nobody of it can be reached.
      context: problem.code === "audience_empty" && problem.params?.contacts === 0 ? "segment" : undefined,
      field: field ? labelOf(field) : (variable ?? problem.field ?? ""),
      message: problem.message,
      ...(problem.params?.problem
        ? {
            reason: t(`liquidProblems.${problem.params.problem}`, {
              defaultValue: "{{reason}}",
              reason: problem.params.reason,
            }),
          }
        : {}),
    });
  };
}
