import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import { campaignNamesQuery, segmentsQuery } from "../../api/queries/segments.ts";
import type { Filter } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { useAttributeWords } from "../attribute-label.ts";
import { numberLabel } from "../number-label.ts";
import { describeFilter, type WordSources } from "./describe.ts";

/** Gives a function that says a filter in the reader's language, with names instead of ids. */
export function useSegmentWords(workspace: string): (filter: Filter) => string {
  const { t, i18n } = useTranslation("segments");
  const format = useFormat();
  const attributes = useAttributeWords();
  const { data: numbers = [] } = useQuery(subscriptionGroupsQuery(workspace));
  const { data: segments = [] } = useQuery(segmentsQuery(workspace));
  const { data: campaigns = [] } = useQuery(campaignNamesQuery(workspace));
  const words: WordSources = {
    ...attributes,
    t: (key, params) => t(key, params ?? {}),
    numberLabel: (id) => {
      const number = numbers.find((group) => group.id === id);
      return number ? numberLabel(number) : t("builder.unknownNumber");
    },
    campaignName: (id) =>
      campaigns.find((campaign) => campaign.id === id)?.name ?? t("builder.unknownCampaign"),
    segmentName: (id) => segments.find((segment) => segment.id === id)?.name ?? t("builder.unknownSegment"),
    formatDate: (iso) => format.date(localDay(iso)),
    formatNumber: format.number,
    formatList: (items, type) => new Intl.ListFormat(i18n.language, { type }).format(items),
  };
  return (filter) => describeFilter(filter, words);
}

/** A day without a time means that day wherever the reader is. */
function localDay(iso: string): Date {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  return year ? new Date(Number(year), Number(month) - 1, Number(day)) : new Date(iso);
}
