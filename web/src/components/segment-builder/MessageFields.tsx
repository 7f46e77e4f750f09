import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { knownTagsQuery } from "../../api/queries/segment-page.ts";
import { campaignNamesQuery } from "../../api/queries/segments.ts";
import { errorCodesQuery, variantsQuery } from "../../api/queries/suggestions.ts";
import { useReasonText } from "../use-reason-text.ts";
import { useBuilder, useLeaf } from "./builder-context.ts";
import type { DraftMessage } from "./draft-types.ts";
import { aboutFailure, isNegative, messageOperators } from "./message-operators.ts";
import { NumberPicker } from "./NumberPicker.tsx";
import { Part, RefineMenu } from "./Part.tsx";
import { PeriodFields } from "./PeriodFields.tsx";
import { PickField, WordField } from "./PickField.tsx";
import { TextField } from "./TextField.tsx";
import { TimesField } from "./TimesField.tsx";

/** "read any campaign in the last 30 days". */
export function MessageFields({ leaf }: { leaf: DraftMessage }) {
  const { t } = useTranslation("segments");
  const { change, wrong } = useLeaf(leaf);
  return (
    <>
      <WordField
        name={t("builder.operator")}
        w={160}
        invalid={wrong("operator")}
        value={leaf.operator}
        words={messageOperators}
        label={(word) => t(`operatorName.message.${word}`)}
        onPick={(operator) => change({ operator })}
      />
      <CampaignPicker leaf={leaf} />
      {leaf.campaignId && leaf.variantId !== null && <VariantPart leaf={leaf} campaignId={leaf.campaignId} />}
      <PeriodFields days={leaf.days} invalid={wrong("days")} onChange={(days) => change({ days })} />
      <MessageParts leaf={leaf} />
    </>
  );
}

function CampaignPicker({ leaf }: { leaf: DraftMessage }) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { change, wrong } = useLeaf(leaf);
  const { data: campaigns = [], isPending } = useQuery(campaignNamesQuery(workspace));
  const options = campaigns.map((campaign) => ({ value: campaign.id, label: campaign.name }));
  const missing = leaf.campaignId !== null && !isPending && !campaigns.some((c) => c.id === leaf.campaignId);
  if (missing) options.push({ value: leaf.campaignId ?? "", label: t("builder.unknownCampaign") });
  return (
    <PickField
      name={t("builder.campaign")}
      searchable
      w={180}
      invalid={wrong("campaignId")}
      value={leaf.campaignId ?? "any"}
      data={[{ value: "any", label: t("builder.anyCampaign") }, ...options]}
      nothingFoundMessage={isPending ? t("builder.loading") : t("builder.nothingFound")}
      onPick={(picked) => change({ campaignId: picked === "any" ? null : picked, variantId: null })}
    />
  );
}

function VariantPart({ leaf, campaignId }: { leaf: DraftMessage; campaignId: string }) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { change, wrong } = useLeaf(leaf);
  const { data: variants = [], isPending } = useQuery(variantsQuery(workspace, campaignId));
  return (
    <Part name="variantId" onRemove={() => change({ variantId: null })}>
      <PickField
        name={t("builder.partName.variantId")}
        placeholder={t("builder.variantPlaceholder")}
        w={140}
        invalid={wrong("variantId")}
        value={leaf.variantId ?? ""}
        data={variants.map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={isPending ? t("builder.loading") : t("builder.nothingFound")}
        onPick={(variantId) => change({ variantId })}
      />
    </Part>
  );
}

/** What else can be said about the message. */
function MessageParts({ leaf }: { leaf: DraftMessage }) {
  const { change, refine, wrong } = useLeaf(leaf);
  const failure = aboutFailure(leaf.operator);
  const counted = !isNegative(leaf.operator);
  return (
    <>
      {counted && leaf.minCount !== null && (
        <Part name="minCount" onRemove={() => change({ minCount: null })}>
          <TimesField
            bound="atLeast"
            value={leaf.minCount}
            onChange={(minCount) => change({ minCount })}
            invalid={wrong("minCount")}
          />
        </Part>
      )}
      {failure && leaf.errorCode !== null && <ErrorCodePart leaf={leaf} />}
      {leaf.tag !== null && <TagPart leaf={leaf} tag={leaf.tag} />}
      {leaf.subscriptionGroupId !== null && (
        <Part name="fromNumber" onRemove={() => change({ subscriptionGroupId: null })}>
          <NumberPicker
            value={leaf.subscriptionGroupId}
            invalid={wrong("subscriptionGroupId")}
            onPick={(subscriptionGroupId) => change({ subscriptionGroupId })}
          />
        </Part>
      )}
      <RefineMenu
        parts={[
          leaf.campaignId !== null &&
            leaf.variantId === null && { name: "variantId", add: () => refine({ variantId: "" }) },
          failure && leaf.errorCode === null && { name: "errorCode", add: () => refine({ errorCode: "" }) },
          counted && leaf.minCount === null && { name: "minCount", add: () => refine({ minCount: 2 }) },
          leaf.tag === null && { name: "tag", add: () => refine({ tag: "" }) },
          leaf.subscriptionGroupId === null && {
            name: "fromNumber",
            add: () => refine({ subscriptionGroupId: "" }),
          },
        ]}
      />
    </>
  );
}

function TagPart({ leaf, tag }: { leaf: DraftMessage; tag: string }) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { change, wrong } = useLeaf(leaf);
  const { data: tags = [] } = useQuery(knownTagsQuery(workspace));
  return (
    <Part name="tag" onRemove={() => change({ tag: null })}>
      <TextField
        name={t("builder.partName.tag")}
        placeholder={t("builder.tagPlaceholder")}
        w={140}
        value={tag}
        known={tags.filter(({ campaigns }) => campaigns > 0).map(({ name }) => name)}
        invalid={wrong("tag")}
        onChange={(next) => change({ tag: next })}
      />
    </Part>
  );
}

/** Codes that messages failed with, each with what it means; others may be typed. */
function ErrorCodePart({ leaf }: { leaf: DraftMessage }) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { change, wrong } = useLeaf(leaf);
  const { data: seen = [] } = useQuery(errorCodesQuery(workspace));
  const reasonText = useReasonText();
  const meaning = (code: string) =>
    reasonText({ code, title: seen.find((error) => error.code === code)?.title ?? null }).title;
  return (
    <Part name="errorCode" onRemove={() => change({ errorCode: null })}>
      <TextField
        name={t("builder.partName.errorCode")}
        placeholder={t("builder.errorCodePlaceholder")}
        w={170}
        value={leaf.errorCode ?? ""}
        known={seen.map(({ code }) => code)}
        labelOf={meaning}
        invalid={wrong("errorCode")}
        onChange={(errorCode) => change({ errorCode })}
      />
    </Part>
  );
}
