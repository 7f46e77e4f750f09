import { Alert, Button, Group, Text } from "@mantine/core";
import { IconBrandFacebook } from "@tabler/icons-react";
import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SignupConfig } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { OutcomeAlert } from "../wizard/OutcomeAlert.tsx";
import type { SignupOutcome } from "./outcome.ts";
import { useEmbeddedSignup } from "./use-embedded-signup.ts";

type Done = Extract<SignupOutcome, { kind: "done" }>;

type Props = {
  config: SignupConfig;
  /** Takes over what Meta confirmed. */
  begin: Pick<UseMutationResult<unknown, Error, Done>, "mutate" | "reset" | "error" | "isPending">;
  onBack: () => void;
  /** What is asked before is not answered well yet. */
  blocked?: boolean;
};

/** Opens Meta's window, follows it, and says how it ended. */
export function SignupAction({ config, begin, onBack, blocked = false }: Props) {
  const { t } = useTranslation("integrations");
  const [outcome, setOutcome] = useState<SignupOutcome | null>(null);
  const popup = useEmbeddedSignup(config, (result) => {
    setOutcome(result);
    if (result.kind === "done") begin.mutate(result);
  });
  const open = () => {
    setOutcome(null);
    begin.reset();
    popup.open();
  };
  return (
    <>
      {outcome && outcome.kind !== "done" && <OutcomeAlert outcome={outcome} />}
      {popup.state === "unavailable" && (
        <Alert role="alert" color="red" title={t("signup.sdkFailed.title")}>
          {t("signup.sdkFailed.message", { url: config.sdkUrl })}{" "}
          <Button variant="default" size="compact-xs" onClick={popup.reload}>
            {t("common:tryAgain")}
          </Button>
        </Alert>
      )}
      <ErrorAlert error={begin.error} />
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t("common:back")}
        </Button>
        <Button
          ml="auto"
          leftSection={<IconBrandFacebook size={18} aria-hidden />}
          loading={popup.state === "loading" || begin.isPending}
          disabled={popup.state === "unavailable" || blocked}
          onClick={open}
        >
          {t("signup.continueWithFacebook")}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" ta="right" role="status">
        {popup.state === "open" && t("signup.popupOpen")}
        {begin.isPending && t("signup.exchanging")}
      </Text>
    </>
  );
}
