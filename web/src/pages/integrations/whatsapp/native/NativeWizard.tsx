import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../../api/types.ts";
import classes from "../wizard/Wizard.module.css";
import { HandoverStep } from "./HandoverStep.tsx";
import { NumberStep } from "./NumberStep.tsx";
import { SignupStep } from "./SignupStep.tsx";
import { StartStep } from "./StartStep.tsx";
import { TokenStep } from "./TokenStep.tsx";
import type { NativeState } from "./use-native-state.ts";

type Props = { integration: WhatsAppIntegration; state: NativeState };

/** Connecting a number straight to Meta, one question at a time. */
export function NativeWizard({ integration, state }: Props) {
  const { t } = useTranslation("native");
  const { step, connectionId, signupId } = state;
  return (
    <div className={classes.wizard}>
      {step !== "handover" && (
        <Group justify="flex-end" mb="sm">
          <Button variant="subtle" color="gray" size="xs" onClick={state.leave}>
            {t("common:cancel")}
          </Button>
        </Group>
      )}
      {step === "start" && <StartStep integration={integration} state={state} />}
      {step === "signup" && <SignupStep config={integration.signup} state={state} />}
      {step === "token" && <TokenStep state={state} />}
      {step === "number" && connectionId && <NumberStep connectionId={connectionId} state={state} />}
      {step === "handover" && signupId && <HandoverStep signupId={signupId} state={state} />}
    </div>
  );
}
