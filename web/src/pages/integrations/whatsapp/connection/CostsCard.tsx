import { ActionIcon, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconReceipt } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { EmptyState } from "../../../../ui/EmptyState.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { Section } from "../../../../ui/Section.tsx";
import { RowsSkeleton } from "../../../../ui/Skeletons.tsx";
import classes from "./connection.module.css";
import { costsQuery } from "./queries.ts";
import type { ConnectionCosts } from "./types.ts";

/** "2026-11" and -1 → "2026-10". */
function monthBeside(month: string, step: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

/** What a month cost, by country and category, each currency for itself. */
export function CostsCard({ connectionId }: { connectionId: string }) {
  const { t, i18n } = useTranslation("doctor");
  const { slug } = useWorkspace();
  const [month, setMonth] = useState<string | undefined>(undefined);
  const query = useQuery(costsQuery(slug, connectionId, month));
  const [current] = useState(() => new Date().toISOString().slice(0, 7));
  const shown = month ?? query.data?.month ?? current;
  const name = new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <Section
      title={t("costs.title", { month: name.format(new Date(`${shown}-01T00:00:00Z`)) })}
      description={t("costs.about")}
      actions={
        <Group gap={4}>
          <ActionIcon
            variant="default"
            aria-label={t("costs.previous")}
            onClick={() => setMonth(monthBeside(shown, -1))}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t("costs.next")}
            disabled={shown >= current}
            onClick={() => setMonth(monthBeside(shown, 1))}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </Group>
      }
    >
      {query.data ? (
        <CostsTable costs={query.data} />
      ) : query.error ? (
        <LoadError error={query.error} onRetry={query.refetch} />
      ) : (
        <RowsSkeleton rows={3} />
      )}
    </Section>
  );
}

function CostsTable({ costs }: { costs: ConnectionCosts }) {
  const { t, i18n } = useTranslation("doctor");
  const format = useFormat();
  const category = (word: string) =>
    i18n.exists(`doctor:costs.categories.${word}`) ? t(`costs.categories.${word}`) : word;
  return (
    <>
      {costs.rows.length === 0 ? (
        <EmptyState compact icon={IconReceipt} title={t("costs.none.title")}>
          {t("costs.none.message")}
        </EmptyState>
      ) : (
        <table className={classes.costs} aria-label={t("costs.label")}>
          <thead>
            <tr>
              <th scope="col">{t("costs.country")}</th>
              <th scope="col">{t("costs.category")}</th>
              <th scope="col" className={classes.figure}>
                {t("costs.messages")}
              </th>
              <th scope="col" className={classes.figure}>
                {t("costs.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {costs.rows.map((row) => (
              <tr key={`${row.currency} ${row.country} ${row.category}`}>
                <td>{row.country ? format.country(row.country) : t("costs.elsewhere")}</td>
                <td>{category(row.category)}</td>
                <td className={classes.figure}>{format.number(row.messages)}</td>
                <td className={classes.figure}>{format.money(row.amount, row.currency)}</td>
              </tr>
            ))}
            {costs.totals.map((total) => (
              <tr key={total.currency} className={classes.total}>
                <td colSpan={2}>{t("costs.total")}</td>
                <td className={classes.figure}>{format.number(total.messages)}</td>
                <td className={classes.figure}>{format.money(total.amount, total.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {costs.unpriced > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t("costs.unpriced", { count: costs.unpriced })}
        </Text>
      )}
    </>
  );
}
