import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconCircleX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { nativeSignupQuery } from "./queries.ts";
import type { NativeSignup } from "./types.ts";
import type { NativeState } from "./use-native-state.ts";

/** What stopped it, what to do, and going on from there. */
export function HandoverFailed({ signup, state }: { signup: NativeSignup; state: NativeState }) {
  const { t, i18n } = useTranslation("native");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const { queryKey } = nativeSignupQuery(slug, signup.id);
  const retry = useMutation({
    mutationFn: () =>
      api.post<NativeSignup>(inWorkspace(slug, `/integrations/whatsapp/signups/${signup.id}/retry`)),
    onSuccess: (next) => {
      queries.setQueryData(queryKey, next);
      void queries.invalidateQueries({ queryKey });
    },
  });
  const code = signup.errorCode ?? "unknown";
  const known = i18n.exists(`errors:${code}.message`);
  const params = signup.steps.find((step) => step.state === "failed")?.params ?? {};
  return (
    <Stack gap="sm" mt="md">
      <Alert
        role="alert"
        color="red"
        icon={<IconCircleX aria-hidden />}
        title={known ? t(`errors:${code}.title`, params) : t("handover.failed.title")}
      >
        {known ? t(`errors:${code}.message`, params) : signup.error}
        {known && signup.error && (
          <Text size="xs" c="dimmed" mt="xs" component="div">
            <details>
              <summary>{t("integrations:handover.detail")}</summary>
              {signup.error}
            </details>
          </Text>
        )}
      </Alert>
      <ErrorAlert error={retry.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => state.go("start")}>
          {t("handover.again")}
        </Button>
        <Button loading={retry.isPending} onClick={() => retry.mutate()}>
          {t("integrations:handover.retry")}
        </Button>
      </Group>
    </Stack>
  );
}
