import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../../../ui/RelativeTime.tsx";
import { Section } from "../../../../ui/Section.tsx";
import type { ConnectionHealth } from "./types.ts";

/** Who changed what about this connection and its numbers, newest first. */
export function HistoryCard({ health }: { health: ConnectionHealth }) {
  const { t } = useTranslation("doctor");
  return (
    <Section title={t("history.title")}>
      {health.history.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("history.none")}
        </Text>
      ) : (
        <Stack gap="sm">
          {health.history.map((entry) => (
            <div key={entry.id}>
              <Text size="sm">
                {t(`settings:audit.actions.${entry.action.replaceAll(".", "_")}`, {
                  defaultValue: entry.action,
                })}
              </Text>
              <Text size="xs" c="dimmed">
                {entry.actorName ?? t("history.system")} · <RelativeTime at={entry.at} />
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </Section>
  );
}
