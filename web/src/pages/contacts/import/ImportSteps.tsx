import { Stepper } from "@mantine/core";
import { useTranslation } from "react-i18next";

export const steps = ["file", "columns", "options", "check"] as const;

type Props = { active: number; onStep?: (step: number) => void };

/** Where one is on the way from file to import; earlier steps can be gone back to, but for the file. */
export function ImportSteps({ active, onStep }: Props) {
  const { t } = useTranslation("contacts");
  return (
    <Stepper
      active={active}
      size="xs"
      mb="lg"
      allowNextStepsSelect={false}
      onStepClick={(next) => next > 0 && next < active && onStep?.(next)}
    >
      {steps.map((step) => (
        <Stepper.Step key={step} label={t(`import.step.${step}`)} allowStepSelect={step !== "file"} />
      ))}
    </Stepper>
  );
}
