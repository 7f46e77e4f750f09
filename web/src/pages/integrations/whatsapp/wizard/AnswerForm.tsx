import { Button, Group, PinInput, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { signupQuery } from "../../../../api/queries/integrations.ts";
import type { Signup, SignupQuestion } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { useFormat } from "../../../../ui/format.ts";

/** What the hand-over asks of the person: the code that reached the number, or its PIN. */
export function AnswerForm({ signup, question }: { signup: Signup; question: SignupQuestion }) {
  const { t } = useTranslation("integrations");
  const format = useFormat();
  const [answer, setAnswer] = useState("");
  const tell = useSignupCall(signup, "answer", () => setAnswer(""));
  const resend = useSignupCall(signup, "resend");
  const phone = signup.phone ? format.phone(signup.phone) : t("resume.kinds.embedded_signup");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (answer.length === 6) tell.mutate({ answer });
      }}
    >
      <Stack gap="sm" mt="md">
        <div>
          <Text size="sm" fw={600}>
            {t(`question.${question.kind}.title`)}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`question.${question.kind}.${question.method ?? "sms"}`, { phone })}
          </Text>
        </div>
        {question.errorCode && (
          <Text size="sm" c="red" role="alert">
            {t(`errors:${question.errorCode}.message`)}
          </Text>
        )}
        <PinInput
          length={6}
          type="number"
          oneTimeCode={question.kind === "verification_code"}
          value={answer}
          onChange={setAnswer}
          getInputProps={(index) => ({ "aria-label": t("question.digit", { at: index + 1 }) })}
        />
        <ErrorAlert error={tell.error ?? resend.error} />
        <Group justify="space-between">
          <Group gap="xs">
            {question.kind === "verification_code" &&
              (["sms", "voice"] as const).map((method) => (
                <Button
                  key={method}
                  size="xs"
                  variant="default"
                  loading={resend.isPending}
                  onClick={() => resend.mutate({ method })}
                >
                  {t(`question.resend.${method}`)}
                </Button>
              ))}
          </Group>
          <ActionButton
            type="submit"
            loading={tell.isPending}
            disabledReason={answer.length < 6 && t("question.sixDigits")}
          >
            {t("question.submit")}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  );
}

/** A call that sets the sign-up going again; its page follows from there. */
export function useSignupCall(
  signup: Signup,
  verb: "answer" | "resend" | "retry" | "cancel",
  onDone?: () => void,
) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: object = {}) =>
      api.post<Signup>(
        inWorkspace(slug, `/integrations/whatsapp/signups/${signup.id}/${verb}`),
        ...(verb === "answer" || verb === "resend" ? [body] : []),
      ),
    onSuccess: (next) => {
      onDone?.();
      const { queryKey } = signupQuery(slug, signup.id);
      queries.setQueryData(queryKey, next);
      void queries.invalidateQueries({ queryKey });
      void queries.invalidateQueries({ queryKey: ["whatsapp", slug, "signups"] });
    },
  });
}
