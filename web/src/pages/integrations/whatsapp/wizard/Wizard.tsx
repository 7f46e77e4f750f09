import { Button, Group } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../../api/types.ts";
import { AccountStep } from "./AccountStep.tsx";
import { HandOverStep } from "./HandOverStep.tsx";
import { SignupStep } from "./SignupStep.tsx";
import { StartStep } from "./StartStep.tsx";
import { Steps } from "./Steps.tsx";
import type { WizardState, WizardStep } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

type Props = { integration: WhatsAppIntegration; state: WizardState; canLeave: boolean };

/** Connecting a number through the company's own Infobip account, one question at a time. */
export function Wizard({ integration, state, canLeave }: Props) {
  const { t } = useTranslation("integrations");
  const { step, connection, signupId } = state;
  const top = useStartOfStep(step);
  return (
    <div className={classes.wizard} ref={top} tabIndex={-1}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="lg">
        <Steps current={step} />
        {canLeave && step !== "handover" && (
          <Button variant="subtle" color="gray" size="xs" onClick={state.leave}>
            {t("common:cancel")}
          </Button>
        )}
      </Group>
      {step === "start" && <StartStep integration={integration} state={state} />}
      {step === "account" && <AccountStep integration={integration} state={state} />}
      {step === "signup" && connection && (
        <SignupStep config={integration.signup} connection={connection} state={state} />
      )}
      {step === "handover" && signupId && <HandOverStep signupId={signupId} state={state} />}
    </div>
  );
}

/** Each further step begins at its top, for eyes and for screen readers. */
function useStartOfStep(step: WizardStep) {
  const ref = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo({ top: 0 });
    ref.current?.focus({ preventScroll: true });
  }, [step]);
  return ref;
}
