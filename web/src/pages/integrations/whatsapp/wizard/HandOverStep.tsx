import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconCircleX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { signupQuery } from "../../../../api/queries/integrations.ts";
import type { Signup, SignupStep } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ButtonLink } from "../../../../ui/links.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { CardSkeleton } from "../../../../ui/Skeletons.tsx";
import { paths } from "../../../../util/paths.ts";
import { Troubleshooting } from "./Troubleshooting.tsx";
import type { WizardState } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

/** From Meta's signup to a number that sends: watched step by step, tried again where it failed. */
export function HandOverStep({ signupId, state }: { signupId: string; state: WizardState }) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const query = useQuery(signupQuery(slug, signupId));
  const ended = query.data?.state === "completed";
  useEffect(() => {
    if (!ended) return;
    for (const area of ["whatsapp", "subscription-groups", "templates", "home"]) {
      void queries.invalidateQueries({ queryKey: [area, slug] });
    }
  }, [ended, queries, slug]);
  if (!query.data) {
    return query.error ? (
      <LoadError error={query.error} onRetry={query.refetch} />
    ) : (
      <CardSkeleton height={320} />
    );
  }
  const signup = query.data;
  return (
    <Stack gap="md">
      <Section
        title={t(`handover.${signup.state}.title`)}
        description={t(`handover.${signup.state}.description`)}
      >
        <ol className={classes.progress} aria-live="polite">
          {signup.steps.map((step) => (
            <ProgressRow key={step.name} step={step} />
          ))}
        </ol>
        {signup.state === "completed" && <Done state={state} />}
        {signup.state === "failed" && <Failed signup={signup} state={state} />}
      </Section>
      {signup.state === "failed" && <Troubleshooting />}
    </Stack>
  );
}

function ProgressRow({ step }: { step: SignupStep }) {
  const { t } = useTranslation("integrations");
  return (
    <li>
      <StepIcon state={step.state} />
      <div>
        <Text
          size="sm"
          fw={step.state === "running" ? 600 : 500}
          c={step.state === "pending" ? "dimmed" : undefined}
        >
          {t(`handover.steps.${step.name}.title`)}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`handover.steps.${step.name}.about`)}
        </Text>
      </div>
    </li>
  );
}

function StepIcon({ state }: { state: SignupStep["state"] }) {
  const { t } = useTranslation("integrations");
  const label = t(`handover.states.${state}`);
  if (state === "running") return <Loader size={20} aria-label={label} role="img" />;
  const Icon = state === "done" ? IconCircleCheck : state === "failed" ? IconCircleX : IconCircleDashed;
  const color = { done: "teal", failed: "red", pending: "dimmed" }[state];
  return (
    <Icon
      size={20}
      stroke={1.7}
      role="img"
      aria-label={label}
      style={{ flex: "none" }}
      color={color === "dimmed" ? "var(--mantine-color-dimmed)" : `var(--mantine-color-${color}-light-color)`}
    />
  );
}

function Done({ state }: { state: WizardState }) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  return (
    <Group justify="flex-end" gap="xs" mt="lg">
      <ButtonLink to={paths.templates(slug)} variant="default">
        {t("handover.seeTemplates")}
      </ButtonLink>
      <Button onClick={state.leave}>{t("handover.seeNumbers")}</Button>
    </Group>
  );
}

function Failed({ signup, state }: { signup: Signup; state: WizardState }) {
  const { t, i18n } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      api.post<Signup>(inWorkspace(slug, `/integrations/whatsapp/signups/${signup.id}/retry`)),
    onSuccess: (next) => {
      queries.setQueryData(signupQuery(slug, signup.id).queryKey, next);
      void queries.invalidateQueries({ queryKey: signupQuery(slug, signup.id).queryKey });
    },
  });
  const code = signup.errorCode ?? "unknown";
  const known = i18n.exists(`errors:${code}.message`);
  return (
    <Stack gap="sm" mt="md">
      <Alert
        role="alert"
        color="red"
        icon={<IconCircleX aria-hidden />}
        title={known ? t(`errors:${code}.title`) : t("handover.failed.title")}
      >
        {known ? t(`errors:${code}.message`) : signup.error}
        {known && signup.error && (
          <Text size="xs" c="dimmed" mt="xs" component="div">
            <details>
              <summary>{t("handover.detail")}</summary>
              {signup.error}
            </details>
          </Text>
        )}
      </Alert>
      <ErrorAlert error={retry.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => state.go({ step: "signup" })}>
          {t("handover.signUpAgain")}
        </Button>
        <Button loading={retry.isPending} onClick={() => retry.mutate()}>
          {t("handover.retry")}
        </Button>
      </Group>
    </Stack>
  );
}
