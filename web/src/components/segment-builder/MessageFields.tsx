import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignNamesQuery } from "../../api/queries/segments.ts";
import type { MessageFilter } from "../../api/types.ts";
import { useBuilder } from "./builder-context.ts";
import type { DraftMessage } from "./draft.ts";
import { replaceNode } from "./edit.ts";
import { PeriodFields } from "./PeriodFields.tsx";
import { PickField } from "./PickField.tsx";

const operators: readonly MessageFilter["operator"][] = [
  "received",
  "not_received",
  "read",
  "not_read",
  "replied",
  "failed",
];

/** "read any campaign in the last 30 days". */
export function MessageFields({ leaf }: { leaf: DraftMessage }) {
  const { t } = useTranslation("segments");
  const { workspace, edit, errorsOf } = useBuilder();
  const { data: campaigns = [], isPending } = useQuery(campaignNamesQuery(workspace));
  const wrong = new Set(errorsOf(leaf.key).map((error) => error.field));
  const change = (patch: Partial<DraftMessage>) => edit((root) => replaceNode(root, { ...leaf, ...patch }));
  const options = campaigns.map((campaign) => ({ value: campaign.id, label: campaign.name }));
  const missing = leaf.campaignId !== null && !isPending && !campaigns.some((c) => c.id === leaf.campaignId);
  if (missing) options.push({ value: leaf.campaignId ?? "", label: t("builder.unknownCampaign") });
  return (
    <>
      <PickField
        name={t("builder.operator")}
        w={150}
        value={leaf.operator}
        data={operators.map((value) => ({ value, label: t(`operatorName.message.${value}`) }))}
        onPick={(picked) => {
          const operator = operators.find((known) => known === picked);
          if (operator) change({ operator });
        }}
      />
      <PickField
        name={t("builder.campaign")}
        searchable
        w={190}
        invalid={wrong.has("target")}
        value={leaf.campaignId ?? "any"}
        data={[{ value: "any", label: t("builder.anyCampaign") }, ...options]}
        nothingFoundMessage={isPending ? t("builder.loading") : t("builder.nothingFound")}
        onPick={(picked) => change({ campaignId: picked === "any" ? null : picked })}
      />
      <PeriodFields days={leaf.days} invalid={wrong.has("days")} onChange={(days) => change({ days })} />
    </>
  );
}
