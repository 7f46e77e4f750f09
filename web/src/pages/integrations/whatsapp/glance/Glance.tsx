import { Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { TextLink } from "../../../../ui/links.tsx";
import { StatusBadge } from "../../../../ui/StatusBadge.tsx";
import { paths } from "../../../../util/paths.ts";
import classes from "./Glance.module.css";
import { type Matter, useMatters } from "./use-matters.ts";

const shown = 3;

/** What is connected, what is wrong, what to do next, whichever tab is open. Nothing where nothing was begun. */
export function Glance({ integration }: { integration: WhatsAppIntegration }) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const format = useFormat();
  const matters = useMatters(integration);
  const numbers = integration.groups.flatMap((group) => group.subscriptionGroups);
  if (numbers.length === 0 && matters.length === 0) return null;
  const names = [...new Set(numbers.map(({ displayName, phone }) => displayName ?? format.phone(phone)))];
  const more = matters.length - shown;
  return (
    <section className={classes.glance} aria-label={t("glance.label")}>
      <Group gap="xs" className={classes.row}>
        <StatusBadge
          tone={numbers.length > 0 ? "success" : "neutral"}
          label={
            numbers.length > 0 ? t("whatsapp.numbers", { count: numbers.length }) : t("whatsapp.notConnected")
          }
        />
        <Text size="sm" c="dimmed" className={classes.names}>
          {names.join(", ")}
        </Text>
        {matters.length > 0 ? (
          <Matters matters={matters} />
        ) : (
          <Text size="sm" c="dimmed">
            {t("notices:none.open.title")}
          </Text>
        )}
      </Group>
      {matters.length > 0 && (
        <ul className={classes.matters}>
          {matters.slice(0, shown).map((matter) => (
            <MatterRow key={matter.key} matter={matter} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <div className={classes.row}>
          <TextLink to={paths.notices(slug)} size="sm">
            {t("glance.more", { count: more })}
          </TextLink>
        </div>
      )}
    </section>
  );
}

/** How many things want somebody, in the colour of the worst. */
export function Matters({ matters }: { matters: readonly Matter[] }) {
  const { t } = useTranslation("integrations");
  return (
    <StatusBadge
      tone={matters.some(({ urgent }) => urgent) ? "danger" : "warning"}
      label={t("glance.matters", { count: matters.length })}
    />
  );
}

function MatterRow({ matter: { urgent, text, action, to } }: { matter: Matter }) {
  const { t } = useTranslation("notices");
  const Icon = urgent ? IconCircleX : IconAlertTriangle;
  return (
    <li className={classes.row}>
      <Icon
        size={18}
        stroke={1.7}
        role="img"
        aria-label={t(`severities.${urgent ? "critical" : "warning"}`)}
        className={classes.icon}
        color={`var(--mantine-color-${urgent ? "red" : "yellow"}-light-color)`}
      />
      <Text size="sm" className={classes.text}>
        {text}
      </Text>
      <TextLink to={to} size="sm" fw={550} className={classes.action} aria-label={`${action}: ${text}`}>
        {action}
      </TextLink>
    </li>
  );
}
