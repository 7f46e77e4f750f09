import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import { segmentsQuery } from "../../../api/queries/segments.ts";
import { templatesQuery } from "../../../api/queries/templates.ts";
import type { Campaign, Stats } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { useFormat } from "../../../ui/format.ts";
import { TextLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import { isApiTriggered } from "../campaign-state.ts";
import { numberLabel } from "../editor/NumberPicker.tsx";
import classes from "./FactsCard.module.css";

/** What the campaign was made of, when it ran, what it cost. */
export function FactsCard({ campaign, stats }: { campaign: Campaign; stats: Stats }) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const format = useFormat();
  const group = useQuery(subscriptionGroupsQuery(slug)).data?.find(
    (g) => g.id === campaign.subscriptionGroupId,
  );
  const template = useQuery(templatesQuery(slug)).data?.find((x) => x.id === campaign.templateId);
  const segment = useQuery(segmentsQuery(slug)).data?.find((s) => s.id === campaign.segmentId);
  const when = (at: string | null) => (at ? format.dateTime(at) : "–");
  return (
    <Section title={t("facts.title")}>
      <dl className={classes.facts}>
        <Fact label={t("facts.cost")}>
          <Cost stats={stats} />
        </Fact>
        <Fact label={t("facts.number")}>{group ? numberLabel(group) : "–"}</Fact>
        <Fact label={t("facts.template")}>
          {template ? `${template.name} · ${format.language(template.language)}` : "–"}
        </Fact>
        <Fact label={t("facts.audience")}>
          {isApiTriggered(campaign.kind) ? (
            t("list.fromApi")
          ) : segment ? (
            <TextLink to={paths.segment(slug, segment.id)} size="sm">
              {segment.name}
            </TextLink>
          ) : (
            "–"
          )}
        </Fact>
        <Fact label={t("facts.launched")}>{when(campaign.launchedAt)}</Fact>
        <Fact label={t("facts.finished")}>{when(campaign.finishedAt)}</Fact>
        <Fact label={t("facts.id")}>
          <span className={classes.id}>{campaign.id}</span>
          <CopyButton value={campaign.id} label={t("facts.id")} />
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Cost({ stats }: { stats: Stats }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const known = stats.cost.filter(({ currency, amount }) => currency && Number(amount) > 0);
  if (known.length === 0) return <>{t("facts.noCost")}</>;
  return (
    <>
      {known.map(({ currency, amount }) => (
        <span key={currency} className={classes.cost}>
          <strong>{format.money(amount, currency)}</strong>
          {stats.delivered > 0 && known.length === 1 && (
            <small>
              {t("facts.perDelivered", {
                amount: format.moneyFine(Number(amount) / stats.delivered, currency),
              })}
            </small>
          )}
        </span>
      ))}
    </>
  );
}
