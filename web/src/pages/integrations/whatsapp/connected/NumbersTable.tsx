import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SubscriptionGroup } from "../../../../api/types.ts";
import { NumberNotices } from "../../../../components/notices/NumberNotices.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../../../ui/DataTable.tsx";
import { EmptyState } from "../../../../ui/EmptyState.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { StatusBadge, type Tone } from "../../../../ui/StatusBadge.tsx";
import { NumberMenu } from "./NumberMenu.tsx";
import { PausedNumbers } from "./PausedNumbers.tsx";

const statusTones: Record<string, Tone> = {
  CONNECTED: "success",
  PENDING: "running",
  UNVERIFIED: "warning",
  FLAGGED: "warning",
  RATE_LIMITED: "warning",
  RESTRICTED: "danger",
  BANNED: "danger",
  DISCONNECTED: "danger",
  DELETED: "danger",
  MIGRATED: "neutral",
};

/** Both providers' words for the same three grades. */
const grades: Record<string, { tone: Tone; grade: "high" | "medium" | "low" }> = {
  GREEN: { tone: "success", grade: "high" },
  HIGH: { tone: "success", grade: "high" },
  YELLOW: { tone: "warning", grade: "medium" },
  MEDIUM: { tone: "warning", grade: "medium" },
  RED: { tone: "danger", grade: "low" },
  LOW: { tone: "danger", grade: "low" },
};

/** "LIMIT_10K" and "TIER_10K" → 10000; null when there is no number in it. */
function limitOf(word: string | null): number | null {
  const match = /^(?:LIMIT|TIER)_(\d+)(K?)$/.exec(word ?? "");
  return match ? Number(match[1]) * (match[2] ? 1000 : 1) : null;
}

/** The numbers of one WhatsApp Business group: each is a subscription group. */
export function NumbersTable({ numbers, label }: { numbers: SubscriptionGroup[]; label: string }) {
  const { t, i18n } = useTranslation("integrations");
  const format = useFormat();
  const workspace = useWorkspace();
  const statusLabel = (status: string) =>
    i18n.exists(`integrations:numbers.statuses.${status}`) ? t(`numbers.statuses.${status}`) : status;
  const limit = (word: string | null) => {
    const people = limitOf(word);
    if (people) return t("numbers.limitValue", { people: format.number(people) });
    return /UNLIMITED/.test(word ?? "") ? t("numbers.unlimited") : "–";
  };
  const columns: Column<SubscriptionGroup>[] = [
    {
      key: "number",
      header: t("numbers.number"),
      cell: (n) => (
        <>
          <Text size="sm" fw={550}>
            {n.displayName ?? format.phone(n.phone)}
          </Text>
          {n.displayName && (
            <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
              {format.phone(n.phone)}
            </Text>
          )}
        </>
      ),
    },
    {
      key: "status",
      header: t("numbers.status"),
      cell: (n) =>
        n.archivedAt ? (
          <StatusBadge tone="neutral" label={t("numbers.archived")} />
        ) : n.pause?.of === "number" && n.status === "CONNECTED" ? (
          <StatusBadge tone="warning" label={t("pause.badge")} />
        ) : (
          <StatusBadge tone={statusTones[n.status] ?? "neutral"} label={statusLabel(n.status)} />
        ),
    },
    {
      key: "quality",
      header: t("numbers.quality"),
      hideBelow: "xs",
      cell: (n) => {
        const rated = grades[n.quality ?? ""];
        return rated ? (
          <StatusBadge tone={rated.tone} label={t(`numbers.grades.${rated.grade}`)} />
        ) : (
          t("numbers.unrated")
        );
      },
    },
    { key: "limit", header: t("numbers.limit"), hideBelow: "md", cell: (n) => limit(n.messagingLimit) },
    {
      key: "templates",
      header: t("numbers.templates"),
      align: "right",
      hideBelow: "md",
      cell: (n) => t("numbers.templatesValue", { approved: n.templates.approved, total: n.templates.total }),
    },
    {
      key: "subscribed",
      header: t("numbers.subscribed"),
      align: "right",
      hideBelow: "sm",
      cell: (n) => format.number(n.subscribed),
    },
    ...(workspace.can("manage")
      ? [{ key: "menu", header: "", width: 48, cell: (n: SubscriptionGroup) => <NumberMenu number={n} /> }]
      : []),
  ];
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        rows={numbers}
        rowKey={(n) => n.id}
        empty={<EmptyState compact title={t("numbers.none")} />}
      />
      <PausedNumbers numbers={numbers} />
      <NumberNotices numbers={numbers} />
    </>
  );
}
