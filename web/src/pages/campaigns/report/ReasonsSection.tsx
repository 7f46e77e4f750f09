import { Text, UnstyledButton } from "@mantine/core";
import { IconMoodCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../../api/types.ts";
import { useReasonText } from "../../../components/use-reason-text.ts";
import { DataTable } from "../../../ui/DataTable.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import { StatusBadge } from "../../../ui/StatusBadge.tsx";
import { useUrlState } from "../../../util/search.ts";
import classes from "./ReasonsSection.module.css";
import { recipientsId } from "./RecipientsSection.tsx";

type Reason = CampaignReport["reasons"][number];

const tones = { failed: "danger", skipped: "warning", canceled: "neutral" } as const;

/** Why messages did not arrive, with what to do; each row opens the list of the people it is about. */
export function ReasonsSection({ reasons }: { reasons: Reason[] }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const reasonText = useReasonText();
  const [, setSearch] = useUrlState();
  const open = (reason: Reason) => {
    setSearch({ sends: reason.outcome, code: reason.code });
    document.getElementById(recipientsId)?.scrollIntoView({ block: "start", behavior: "smooth" });
  };
  return (
    <Section title={t("reasons.title")} description={t("reasons.description")}>
      <DataTable
        label={t("reasons.title")}
        rows={[...reasons].sort((a, b) => b.count - a.count)}
        rowKey={(reason) => `${reason.outcome}:${reason.code}`}
        empty={<EmptyState compact icon={IconMoodCheck} title={t("reasons.none")} />}
        columns={[
          {
            key: "outcome",
            header: t("reasons.outcome"),
            hideBelow: "sm",
            cell: ({ outcome }) => <StatusBadge tone={tones[outcome]} label={t(`sendState.${outcome}`)} />,
          },
          {
            key: "reason",
            header: t("reasons.reason"),
            cell: (reason) => {
              const { title, advice } = reasonText(reason);
              return (
                <div style={{ minWidth: 180 }}>
                  <Text size="sm" fw={550}>
                    {title}{" "}
                    <Text span size="xs" c="dimmed" fw={400} ff="monospace">
                      {reason.code}
                    </Text>
                  </Text>
                  {advice && (
                    <Text size="xs" c="dimmed">
                      {advice}
                    </Text>
                  )}
                </div>
              );
            },
          },
          {
            key: "count",
            header: t("reasons.count"),
            align: "right",
            cell: (reason) => (
              <UnstyledButton
                className={classes.count}
                onClick={() => open(reason)}
                aria-label={t("reasons.open", { count: reason.count, reason: reasonText(reason).title })}
              >
                {format.number(reason.count)}
              </UnstyledButton>
            ),
          },
        ]}
      />
    </Section>
  );
}
