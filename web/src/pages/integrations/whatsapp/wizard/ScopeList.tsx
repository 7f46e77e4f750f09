import { Code } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Connection } from "../../../../api/types.ts";
import classes from "./Wizard.module.css";

/** The scopes an Infobip key must have: sending, templates and numbers, account name, webhooks, reports. */
const neededScopes = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
];

/** Without `scopes`: what is needed. With them: what a key has. */
export function ScopeList({ scopes }: { scopes?: Connection["scopes"] }) {
  const { t } = useTranslation("integrations");
  const rows = scopes ?? neededScopes.map((name) => ({ name, granted: undefined }));
  return (
    <ul className={classes.scopes} aria-label={t("help.scopesLabel")}>
      {rows.map(({ name, granted }) => (
        <li key={name}>
          <Code style={{ display: "inline-flex", alignItems: "center", gap: 4 }}>
            {granted === true && <IconCheck size={13} role="img" aria-label={t("help.granted")} />}
            {granted === false && <IconX size={13} role="img" aria-label={t("help.missing")} />}
            {name}
          </Code>
        </li>
      ))}
    </ul>
  );
}
