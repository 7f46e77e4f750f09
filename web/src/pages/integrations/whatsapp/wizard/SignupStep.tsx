import { Alert, Code, List, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconInfoCircle, IconSettingsExclamation } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { Connection, Signup, SignupConfig } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { Section } from "../../../../ui/Section.tsx";
import type { SignupOutcome } from "../signup/outcome.ts";
import { SignupAction } from "../signup/SignupAction.tsx";
import { SignupNotes } from "../signup/SignupNotes.tsx";
import { LinkForm } from "./LinkForm.tsx";
import { Troubleshooting } from "./Troubleshooting.tsx";
import type { Way, WizardState } from "./use-wizard-state.ts";

type Props = { config: SignupConfig; connection: Connection; state: WizardState };

/** How the number gets to the connection: through Meta's window, or because the account has it already. */
export function SignupStep({ config, connection, state }: Props) {
  const { t } = useTranslation("integrations");
  const format = useFormat();
  const way = state.way ?? (config.configured ? "signup" : "link");
  return (
    <Stack gap="md">
      <Alert
        role="note"
        color="teal"
        icon={<IconInfoCircle aria-hidden />}
        title={t("signup.connected", { name: connection.accountName ?? connection.baseUrl })}
      >
        {connection.keyName && t("signup.key", { name: connection.keyName })}{" "}
        {connection.keyExpiresAt && t("account.expires", { date: format.date(connection.keyExpiresAt) })}
      </Alert>
      <SegmentedControl
        fullWidth
        aria-label={t("way.label")}
        value={way}
        onChange={(value) => state.go({ step: "signup", connection: connection.id, way: value as Way })}
        data={[
          { value: "signup", label: t("way.signup") },
          { value: "link", label: t("way.link") },
        ]}
      />
      {way === "link" ? (
        <Section title={t("link.title")} description={t("link.description")}>
          <LinkForm connection={connection} state={state} />
        </Section>
      ) : (
        <MetaSignup config={config} connection={connection} state={state} />
      )}
      <Troubleshooting />
    </Stack>
  );
}

/** Meta's signup: what will happen, what must be true before, and the button that opens it. */
function MetaSignup({ config, connection, state }: Props) {
  const { t } = useTranslation("integrations");
  const migrating = state.from === "native" || state.from === "elsewhere";
  const before = t("signup.before", { returnObjects: true }) as string[];
  const inside = t(migrating ? "signup.insideMigrating" : "signup.inside", {
    returnObjects: true,
  }) as string[];
  return (
    <Section title={t("signup.title")} description={t("signup.description")}>
      <SignupNotes
        beforeTitle={t("signup.beforeTitle")}
        before={before}
        insideTitle={t("signup.insideTitle")}
        inside={inside}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {t("signup.codeHint")}
      </Text>
      {config.configured ? (
        <SignupButton config={config} connection={connection} state={state} />
      ) : (
        <NotConfigured missing={config.missing} />
      )}
    </Section>
  );
}

function SignupButton({ config, connection, state }: Props) {
  const { slug } = useWorkspace();
  const begin = useMutation({
    mutationFn: ({ code, ids }: Extract<SignupOutcome, { kind: "done" }>) =>
      api.post<Signup>(inWorkspace(slug, `/integrations/whatsapp/connections/${connection.id}/signups`), {
        code,
        ...ids,
        startingPoint: state.from === "elsewhere" ? "other_provider" : (state.from ?? "new"),
      }),
    onSuccess: (signup) => state.go({ step: "handover", connection: connection.id, signup: signup.id }),
  });
  return (
    <Stack gap="sm" mt="lg">
      <SignupAction config={config} begin={begin} onBack={() => state.go({ step: "account" })} />
    </Stack>
  );
}

function NotConfigured({ missing }: { missing: string[] }) {
  const { t } = useTranslation("integrations");
  return (
    <Alert
      role="note"
      mt="lg"
      color="yellow"
      icon={<IconSettingsExclamation aria-hidden />}
      title={t("signup.notConfigured.title")}
    >
      <Text size="sm" mb="xs">
        {t("signup.notConfigured.message")}
      </Text>
      <List size="sm" spacing={4}>
        {missing.map((name) => (
          <List.Item key={name}>
            <Code>{name}</Code> {t(`signup.notConfigured.${name}`, { defaultValue: "" })}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        {t("signup.notConfigured.guide")}
      </Text>
    </Alert>
  );
}
