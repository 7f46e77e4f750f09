import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import { campaignNamesQuery, segmentsQuery } from "../../api/queries/segments.ts";
import { errorCodesQuery, variantsQuery } from "../../api/queries/suggestions.ts";
import type { Filter } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { useAttributeWords } from "../attribute-label.ts";
import { numberLabel } from "../number-label.ts";
import { useReasonText } from "../use-reason-text.ts";
import { describeFilter, summarizeFilter } from "./describe.ts";
import { useMonths } from "./use-months.ts";
import type { WordSources } from "./word-sources.ts";

export interface SegmentWords {
  /** The whole sentence. */
  describe: (filter: Filter) => string;
  /** Only the conditions, for lists. */
  summarize: (filter: Filter) => string;
}

/** Says filters in the reader's language, with names instead of ids. Give the filter to have variants and codes named as well. */
export function useSegmentWords(workspace: string, filter: Filter | null = null): SegmentWords {
  const { t, i18n } = useTranslation("segments");
  const format = useFormat();
  const attributes = useAttributeWords();
  const months = useMonths();
  const { data: numbers = [] } = useQuery(subscriptionGroupsQuery(workspace));
  const { data: segments = [] } = useQuery(segmentsQuery(workspace));
  const { data: campaigns = [] } = useQuery(campaignNamesQuery(workspace));
  const errorLabel = useErrorLabel(workspace, filter);
  const variantName = useVariantName(workspace, filter);
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
    variantName: (_campaignId, id) => variantName(id) ?? t("builder.unknownVariant"),
    segmentName: (id) => segments.find((segment) => segment.id === id)?.name ?? t("builder.unknownSegment"),
    errorLabel,
    countryName: format.country,
    formatDate: (iso) => format.date(localDay(iso)),
    formatMonth: (month) => months[month - 1] ?? String(month),
    formatNumber: format.number,
    formatPercent: format.percent,
    formatMoney: (amount, currency) => money(amount, currency, format),
    formatList: (items, type) => new Intl.ListFormat(i18n.language, { type }).format(items),
  };
  return {
    describe: (described) => describeFilter(described, words),
    summarize: (described) => summarizeFilter(described, words),
  };
}

/** A provider's code with what it means, in the reader's language where that is known. */
function useErrorLabel(workspace: string, filter: Filter | null): (code: string) => string {
  const reasonText = useReasonText();
  const asked = JSON.stringify(filter ?? null).includes('"errorCode"');
  const { data: seen = [] } = useQuery({ ...errorCodesQuery(workspace), enabled: asked });
  return (code) => {
    const { title } = reasonText({ code, title: seen.find((error) => error.code === code)?.title ?? null });
    return title === code ? code : `${code} (${title})`;
  };
}

function useVariantName(workspace: string, filter: Filter | null): (variantId: string) => string | undefined {
  const campaigns = [...new Set(filter ? campaignsWithVariant(filter) : [])];
  const answers = useQueries({ queries: campaigns.map((id) => variantsQuery(workspace, id)) });
  return (id) => answers.flatMap(({ data = [] }) => data).find((variant) => variant.id === id)?.name;
}

function campaignsWithVariant(filter: Filter): string[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.children.flatMap(campaignsWithVariant);
    case "not":
      return campaignsWithVariant(filter.child);
    case "message":
      return filter.variantId && filter.campaignId ? [filter.campaignId] : [];
    default:
      return [];
  }
}

/** A currency that came with somebody's data may be none that is known. */
function money(amount: number, currency: string, format: ReturnType<typeof useFormat>): string {
  try {
    return format.money(amount, currency);
  } catch {
    return `${format.number(amount)} ${currency}`;
  }
}

/** A day without a time means that day wherever the reader is. */
function localDay(iso: string): Date {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  return year ? new Date(Number(year), Number(month) - 1, Number(day)) : new Date(iso);
}
