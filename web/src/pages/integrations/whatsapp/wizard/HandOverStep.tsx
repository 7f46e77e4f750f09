import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconMessageQuestion } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { signupQuery } from "../../../../api/queries/integrations.ts";
import type { Signup, SignupStep } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ButtonLink } from "../../../../ui/links.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { CardSkeleton } from "../../../../ui/Skeletons.tsx";
import { paths } from "../../../../util/paths.ts";
import { AnswerForm, useSignupCall } from "./AnswerForm.tsx";
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
        title={t(`handover.${signup.state}.title`, { context: signup.kind })}
        description={t(`handover.${signup.state}.description`, { context: signup.kind })}
      >
        <ol className={classes.progress} aria-live="polite">
          {signup.steps.map((step) => (
            <ProgressRow key={step.name} step={step} />
          ))}
        </ol>
        {signup.state === "waiting" && signup.question && (
          <AnswerForm signup={signup} question={signup.question} />
        )}
        {signup.state === "completed" && <Done state={state} />}
        {signup.state === "canceled" && <Canceled state={state} />}
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
          {t(`handover.steps.${step.name}.title`, { defaultValue: step.name })}
        </Text>
        {step.state !== "pending" && step.state !== "done" && (
          <Text size="sm" c="dimmed">
            {t(`handover.steps.${step.name}.about`, { defaultValue: "" })}
          </Text>
        )}
      </div>
    </li>
  );
}

function StepIcon({ state }: { state: SignupStep["state"] }) {
  const { t } = useTranslation("integrations");
  const label = t(`handover.states.${state}`);
  if (state === "running") return <Loader size={20} aria-label={label} role="img" />;
  const { Icon, color } = stepLooks[state];
  return <Icon size={20} stroke={1.7} role="img" aria-label={label} style={{ flex: "none" }} color={color} />;
}

const stepLooks = {
  done: { Icon: IconCircleCheck, color: "var(--mantine-color-teal-light-color)" },
  failed: { Icon: IconCircleX, color: "var(--mantine-color-red-light-color)" },
  waiting: { Icon: IconMessageQuestion, color: "var(--mantine-color-yellow-light-color)" },
  pending: { Icon: IconCircleDashed, color: "var(--mantine-color-dimmed)" },
};

function Canceled({ state }: { state: WizardState }) {
  const { t } = useTranslation("integrations");
  return (
    <Group justify="flex-end" mt="lg">
      <Button onClick={() => state.go({ step: "signup" })}>{t("handover.signUpAgain")}</Button>
    </Group>
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
  const retry = useSignupCall(signup, "retry");
  const cancel = useSignupCall(signup, "cancel");
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
          <Text size="xs" mt="xs" component="div">
            <details>
              <summary>{t("handover.detail")}</summary>
              {signup.error}
            </details>
          </Text>
        )}
      </Alert>
      <ErrorAlert error={retry.error ?? cancel.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" color="gray" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
          {t("resume.cancel")}
        </Button>
        <Button variant="default" onClick={() => state.go({ step: "signup" })}>
          {t(signup.kind === "link" ? "handover.linkAnother" : "handover.signUpAgain")}
        </Button>
        <Button loading={retry.isPending} onClick={() => retry.mutate({})}>
          {t("handover.retry")}
        </Button>
      </Group>
    </Stack>
  );
}
