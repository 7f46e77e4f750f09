import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../../../ui/Section.tsx";
import classes from "../wizard/Wizard.module.css";
import { TokenForm } from "./TokenForm.tsx";
import type { NativeState } from "./use-native-state.ts";

/** An access token of one's own portfolio, and where in Meta to click for it. */
export function TokenStep({ state }: { state: NativeState }) {
  const { t } = useTranslation("native");
  return (
    <Stack gap="md">
      <Section title={t("token.title")} description={t("token.description")}>
        <TokenForm
          onSaved={(connection) => state.go("number", { connection: connection.id })}
          onBack={() => state.go("start")}
        />
      </Section>
      <TokenHelp />
    </Stack>
  );
}

function TokenHelp() {
  const { t } = useTranslation("native");
  const steps = t("token.help.steps", { returnObjects: true }) as string[];
  return (
    <Section title={t("token.help.title")}>
      <ol className={classes.list}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {t("token.help.permissionsTitle")}
      </Text>
      <ul className={classes.list}>
        {(["whatsapp_business_management", "whatsapp_business_messaging"] as const).map((name) => (
          <li key={name}>
            <code>{name}</code> – {t(`token.help.permissions.${name}`)}
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="md">
        {t("token.help.stored")}
      </Text>
    </Section>
  );
}
