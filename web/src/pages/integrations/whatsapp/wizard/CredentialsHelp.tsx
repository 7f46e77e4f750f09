import { Button, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Section } from "../../../../ui/Section.tsx";
import { ScopeList } from "./ScopeList.tsx";
import classes from "./Wizard.module.css";

/** Where the two values are found, and which scopes the key needs. */
export function CredentialsHelp({ portalUrl }: { portalUrl: string | null }) {
  const { t } = useTranslation("integrations");
  const steps = t("help.steps", { returnObjects: true }) as string[];
  const open = portalUrl && (
    <Button
      component="a"
      href={portalUrl}
      target="_blank"
      rel="noreferrer"
      variant="default"
      size="xs"
      rightSection={<IconExternalLink size={14} aria-hidden />}
    >
      {t("help.openPortal")}
    </Button>
  );
  return (
    <Section title={t("help.title")} actions={open}>
      <ol className={classes.list}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Text size="sm" fw={600} mt="md" mb={6}>
        {t("help.scopes")}
      </Text>
      <ScopeList />
      <Text size="sm" c="dimmed" mt="md">
        {t("help.stored")}
      </Text>
    </Section>
  );
}
