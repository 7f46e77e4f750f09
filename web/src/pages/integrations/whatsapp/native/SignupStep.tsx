import { PasswordInput, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { SignupConfig } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { Section } from "../../../../ui/Section.tsx";
import type { SignupOutcome } from "../signup/outcome.ts";
import { SignupAction } from "../signup/SignupAction.tsx";
import { SignupNotes } from "../signup/SignupNotes.tsx";
import type { NativeSignup } from "./types.ts";
import type { NativeState } from "./use-native-state.ts";

type Props = { config: SignupConfig; state: NativeState };

/** Meta's signup without a partner: the WABA is shared with this server's own app alone. */
export function SignupStep({ config, state }: Props) {
  const { t } = useTranslation("native");
  const before = t("signup.before", { returnObjects: true }) as string[];
  const inside = t("signup.inside", { returnObjects: true }) as string[];
  return (
    <Section title={t("signup.title")} description={t("signup.description")}>
      <SignupNotes
        beforeTitle={t("signup.beforeTitle")}
        before={before}
        insideTitle={t("signup.insideTitle")}
        inside={inside}
      />
      <Popup config={config} state={state} />
    </Section>
  );
}

function Popup({ config, state }: Props) {
  const { t } = useTranslation("native");
  const { slug } = useWorkspace();
  const [pin, setPin] = useState("");
  const begin = useMutation({
    mutationFn: ({ code, ids }: Extract<SignupOutcome, { kind: "done" }>) =>
      api.post<NativeSignup>(inWorkspace(slug, "/integrations/whatsapp/native/signups"), {
        code,
        ...ids,
        ...(pin ? { pin } : {}),
      }),
    onSuccess: (signup) => state.go("handover", { signup: signup.id }),
  });
  const pinProblem = pin !== "" && !/^\d{6}$/.test(pin);
  return (
    <Stack gap="sm" mt="lg">
      <PasswordInput
        label={t("pin.label")}
        description={t("pin.optional")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        maw={360}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value.trim())}
        error={pinProblem && t("pin.sixDigits")}
        visibilityToggleButtonProps={{ "aria-label": t("pin.show") }}
      />
      <SignupAction
        config={{ ...config, solutionId: null }}
        begin={begin}
        onBack={() => state.go("start")}
        blocked={pinProblem}
      />
    </Stack>
  );
}
