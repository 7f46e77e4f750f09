import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SignupOutcome } from "../signup/outcome.ts";

/** The popup ended without a connection: at which step, and what to do. */
export function OutcomeAlert({ outcome }: { outcome: Exclude<SignupOutcome, { kind: "done" }> }) {
  const { t, i18n } = useTranslation("integrations");
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`outcome.${outcome.kind}.title`)}
    >
      {message()}
    </Alert>
  );

  function message(): string {
    if (outcome.kind === "no_code" || outcome.kind === "no_number")
      return t(`outcome.${outcome.kind}.message`);
    if (outcome.kind === "reported") {
      const shown = outcome.code ? `${outcome.message} (${outcome.code})` : outcome.message;
      const explained = `migration.codes.${outcome.code}`;
      const meaning = i18n.exists(`integrations:${explained}`) ? ` ${t(explained)}` : "";
      return t("outcome.reported.message", { shown }) + meaning;
    }
    if (!outcome.step) return t("outcome.left.early");
    const key = `outcome.left.steps.${outcome.step}`;
    const step = i18n.exists(`integrations:${key}`) ? t(key) : outcome.step;
    return t("outcome.left.message", { step });
  }
}
