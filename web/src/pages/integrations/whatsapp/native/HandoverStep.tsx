import { Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconHelpCircle } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ButtonLink } from "../../../../ui/links.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { CardSkeleton } from "../../../../ui/Skeletons.tsx";
import { paths } from "../../../../util/paths.ts";
import classes from "../wizard/Wizard.module.css";
import { HandoverFailed } from "./HandoverFailed.tsx";
import { QuestionForm } from "./QuestionForm.tsx";
import { nativeSignupQuery } from "./queries.ts";
import type { NativeSignupStep } from "./types.ts";
import type { NativeState } from "./use-native-state.ts";

/** From the choice to a number that sends: watched step by step, asked and tried again where it stops. */
export function HandoverStep({ signupId, state }: { signupId: string; state: NativeState }) {
  const { t } = useTranslation("native");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const query = useQuery(nativeSignupQuery(slug, signupId));
  const ended = query.data?.state === "completed";
  useEffect(() => {
    if (!ended) return;
    for (const area of ["whatsapp", "subscription-groups", "templates", "home"])
      void queries.invalidateQueries({ queryKey: [area, slug] });
  }, [ended, queries, slug]);
  const signup = query.data;
  if (!signup) {
    if (query.error) return <LoadError error={query.error} onRetry={query.refetch} />;
    return <CardSkeleton height={320} />;
  }
  return (
    <Section
      title={t(`handover.${signup.state}.title`)}
      description={t(`handover.${signup.state}.description`)}
    >
      <ol className={classes.progress} aria-live="polite">
        {signup.steps.map((step) => (
          <ProgressRow key={step.name} step={step} />
        ))}
      </ol>
      {signup.state === "waiting" && signup.question && (
        <QuestionForm signupId={signup.id} question={signup.question} phone={signup.phone} />
      )}
      {signup.state === "failed" && <HandoverFailed signup={signup} state={state} />}
      {signup.state === "completed" && (
        <Group justify="flex-end" gap="xs" mt="lg">
          <ButtonLink to={paths.templates(slug)} variant="default">
            {t("integrations:handover.seeTemplates")}
          </ButtonLink>
          <Button onClick={state.leave}>{t("integrations:handover.seeNumbers")}</Button>
        </Group>
      )}
      {signup.state === "canceled" && (
        <Stack align="flex-end" mt="lg">
          <Button onClick={state.leave}>{t("common:back")}</Button>
        </Stack>
      )}
    </Section>
  );
}

function ProgressRow({ step }: { step: NativeSignupStep }) {
  const { t } = useTranslation("native");
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
        {step.state !== "pending" && step.state !== "done" && (
          <Text size="sm" c="dimmed">
            {t(`handover.steps.${step.name}.about`)}
          </Text>
        )}
      </div>
    </li>
  );
}

const icons = {
  done: [IconCircleCheck, "var(--mantine-color-teal-light-color)"],
  failed: [IconCircleX, "var(--mantine-color-red-light-color)"],
  waiting: [IconHelpCircle, "var(--mantine-color-yellow-light-color)"],
  pending: [IconCircleDashed, "var(--mantine-color-dimmed)"],
} as const;

function StepIcon({ state }: { state: NativeSignupStep["state"] }) {
  const { t } = useTranslation("native");
  const label = t(`handover.states.${state}`);
  if (state === "running") return <Loader size={20} aria-label={label} role="img" />;
  const [Icon, color] = icons[state];
  return <Icon size={20} stroke={1.7} role="img" aria-label={label} style={{ flex: "none" }} color={color} />;
}
