import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import { campaignNamesQuery, segmentsQuery } from "../../api/queries/segments.ts";
import type { Filter } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { useAttributeWords } from "../attribute-label.ts";
import { numberLabel } from "../number-label.ts";
import { describeFilter, summarizeFilter, type WordSources } from "./describe.ts";

export interface SegmentWords {
  /** The whole sentence. */
  describe: (filter: Filter) => string;
  /** Only the conditions, for lists. */
  summarize: (filter: Filter) => string;
}

/** Says filters in the reader's language, with names instead of ids. */
export function useSegmentWords(workspace: string): SegmentWords {
  const { t, i18n } = useTranslation("segments");
  const format = useFormat();
  const attributes = useAttributeWords();
  const { data: numbers = [] } = useQuery(subscriptionGroupsQuery(workspace));
  const { data: segments = [] } = useQuery(segmentsQuery(workspace));
  const { data: campaigns = [] } = useQuery(campaignNamesQuery(workspace));
  const words: WordSources = {
    valueLabel: attributes.valueLabel,
    attributeLabel: (name, custom) => {
      const label = attributes.attributeLabel(name, custom);
      return custom ? label : label.charAt(0).toLocaleLowerCase() + label.slice(1);
    },
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
  return {
    describe: (filter) => describeFilter(filter, words),
    summarize: (filter) => summarizeFilter(filter, words),
  };
}

/** A day without a time means that day wherever the reader is. */
function localDay(iso: string): Date {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  return year ? new Date(Number(year), Number(month) - 1, Number(day)) : new Date(iso);
}
