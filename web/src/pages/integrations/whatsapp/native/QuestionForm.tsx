import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { nativeSignupQuery } from "./queries.ts";
import type { NativeSignup, Question } from "./types.ts";

type Props = { signupId: string; question: Question; phone: string | null };

/** Six digits that only the person knows: the number's PIN, or the code that Meta sent to it. */
export function QuestionForm({ signupId, question, phone }: Props) {
  const { t, i18n } = useTranslation("native");
  const { slug } = useWorkspace();
  const format = useFormat();
  const queries = useQueryClient();
  const { queryKey } = nativeSignupQuery(slug, signupId);
  const form = useForm({
    initialValues: { answer: "" },
    validate: { answer: (value) => (/^\d{6}$/.test(value.trim()) ? null : t("pin.sixDigits")) },
  });
  const send = useMutation({
    mutationFn: ({ answer }: typeof form.values) =>
      api.post<NativeSignup>(inWorkspace(slug, `/integrations/whatsapp/signups/${signupId}/answer`), {
        answer: answer.trim(),
      }),
    onSuccess: (next) => {
      form.reset();
      queries.setQueryData(queryKey, next);
      void queries.invalidateQueries({ queryKey });
    },
  });
  const problem = question.errorCode && `errors:${question.errorCode}`;
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values))} noValidate>
      <Stack gap="sm" mt="md">
        {problem && i18n.exists(`${problem}.message`) && (
          <Alert
            role="alert"
            color="yellow"
            icon={<IconAlertTriangle aria-hidden />}
            title={t(`${problem}.title`)}
          >
            {t(`${problem}.message`)}
          </Alert>
        )}
        <TextInput
          label={t(`question.${question.kind}.label`)}
          description={t(`question.${question.kind}.help`, { phone: phone ? format.phone(phone) : "" })}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          maw={360}
          {...form.getInputProps("answer")}
        />
        <ErrorAlert error={send.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending}>
            {t("question.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
