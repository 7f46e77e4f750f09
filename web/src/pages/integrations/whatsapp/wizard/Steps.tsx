import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type WizardStep, wizardSteps } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

export function Steps({ current }: { current: WizardStep }) {
  const { t } = useTranslation("integrations");
  const at = wizardSteps.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={t("wizard.progress", { at: at + 1, of: wizardSteps.length })}>
      {wizardSteps.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          aria-current={step === current ? "step" : undefined}
          data-done={index < at || undefined}
        >
          <span className={classes.bullet} aria-hidden>
            {index < at ? <IconCheck size={14} stroke={2.5} /> : index + 1}
          </span>
          <span className={classes.name}>{t(`wizard.steps.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
