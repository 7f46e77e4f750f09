import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../ui/format.ts";
import { RelativeTime } from "../../../../ui/RelativeTime.tsx";
import { Section } from "../../../../ui/Section.tsx";
import classes from "./connection.module.css";
import type { ConnectionHealth } from "./types.ts";

/** What the provider reported lately. */
export function WebhooksCard({ health }: { health: ConnectionHealth }) {
  const { t } = useTranslation("doctor");
  const format = useFormat();
  const { lastAt, words } = health.webhooks;
  const name = (event: string) => t(`webhooks.events.${event.replace(":", "_")}`, { defaultValue: event });
  return (
    <Section title={t("webhooks.title")}>
      <Text size="sm" mb="xs">
        {t("webhooks.last")}: {lastAt ? <RelativeTime at={lastAt} /> : t("webhooks.never")}
      </Text>
      {words.length > 0 && (
        <table className={classes.costs} aria-label={t("webhooks.week")}>
          <thead>
            <tr>
              <th scope="col">{t("webhooks.week")}</th>
              <th scope="col" className={classes.figure}>
                {t("webhooks.count")}
              </th>
            </tr>
          </thead>
          <tbody>
            {words.map(({ event, count }) => (
              <tr key={event}>
                <td>{name(event)}</td>
                <td className={classes.figure}>{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
