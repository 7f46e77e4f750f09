import { Alert, Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { IconBrandFacebook } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { SignupConfig } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { Section } from "../../../../ui/Section.tsx";
import type { SignupOutcome } from "../signup/outcome.ts";
import { SignupNotes } from "../signup/SignupNotes.tsx";
import { useEmbeddedSignup } from "../signup/use-embedded-signup.ts";
import { OutcomeAlert } from "../wizard/OutcomeAlert.tsx";
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
  const [outcome, setOutcome] = useState<SignupOutcome | null>(null);
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
  const popup = useEmbeddedSignup({ ...config, solutionId: null }, (result) => {
    setOutcome(result);
    if (result.kind === "done") begin.mutate(result);
  });
  const open = () => {
    setOutcome(null);
    begin.reset();
    popup.open();
  };
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
      {outcome && outcome.kind !== "done" && <OutcomeAlert outcome={outcome} />}
      {popup.state === "unavailable" && (
        <Alert role="alert" color="red" title={t("integrations:signup.sdkFailed.title")}>
          {t("integrations:signup.sdkFailed.message", { url: config.sdkUrl })}{" "}
          <Button variant="default" size="compact-xs" onClick={popup.reload}>
            {t("common:tryAgain")}
          </Button>
        </Alert>
      )}
      <ErrorAlert error={begin.error} />
      <Group justify="space-between">
        <Button variant="default" onClick={() => state.go("start")}>
          {t("common:back")}
        </Button>
        <Button
          leftSection={<IconBrandFacebook size={18} aria-hidden />}
          loading={popup.state === "loading" || begin.isPending}
          disabled={popup.state === "unavailable" || pinProblem}
          onClick={open}
        >
          {t("integrations:signup.continueWithFacebook")}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" ta="right" role="status">
        {popup.state === "open" && t("integrations:signup.popupOpen")}
        {begin.isPending && t("integrations:signup.exchanging")}
      </Text>
    </Stack>
  );
}
