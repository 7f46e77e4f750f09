import { Alert, Button, Group, Text } from "@mantine/core";
import { IconProgressAlert } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { unfinishedSignupsQuery } from "../../../../api/queries/integrations.ts";
import type { Signup, WhatsAppIntegration } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { useAct } from "../connected/use-act.ts";
import type { WizardState } from "./use-wizard-state.ts";

type Props = { integration: WhatsAppIntegration; state: WizardState; provider: string };

/** What was begun and left half-way: found again here, gone on with, or given up. */
export function UnfinishedSignups({ integration, state, provider }: Props) {
  const workspace = useWorkspace();
  const { data } = useQuery({
    ...unfinishedSignupsQuery(workspace.slug),
    enabled: workspace.can("manage"),
    refetchInterval: 5000,
  });
  const unfinished = (data ?? []).filter(
    (signup) => signup.provider === provider && signup.id !== state.signupId,
  );
  return unfinished.map((signup) => (
    <Unfinished key={signup.id} signup={signup} integration={integration} state={state} />
  ));
}

function Unfinished({ signup, integration, state }: { signup: Signup } & Omit<Props, "provider">) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const format = useFormat();
  const cancel = useAct(
    () => api.post(inWorkspace(slug, `/integrations/whatsapp/signups/${signup.id}/cancel`)),
    () => undefined,
  );
  const account = integration.connections.find(({ id }) => id === signup.connectionId)?.accountName;
  const step = signup.steps.find(({ state: at }) => at !== "done");
  const what = signup.phone ? format.phone(signup.phone) : t(`resume.kinds.${signup.kind}`);
  return (
    <Alert
      role="status"
      mb="md"
      color={signup.state === "running" ? "teal" : "yellow"}
      icon={<IconProgressAlert aria-hidden />}
      title={t(`resume.${signup.state}`, { what })}
    >
      <Text size="sm">
        {[
          account,
          format.relative(signup.createdAt),
          step && t(`handover.steps.${step.name}.title`, { defaultValue: step.name }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      {cancel.error && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {cancel.error}
        </Text>
      )}
      <Group gap="xs" mt="sm">
        <Button
          size="xs"
          onClick={() => state.go({ step: "handover", connection: signup.connectionId, signup: signup.id })}
        >
          {t("resume.open")}
        </Button>
        {signup.state !== "running" && (
          <Button size="xs" variant="default" loading={cancel.isPending} onClick={cancel.run}>
            {t("resume.cancel")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
