import { useTranslation } from "react-i18next";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { campaignTone } from "./campaign-state.ts";

export function CampaignStateBadge({ state }: { state: string }) {
  const { t } = useTranslation("campaigns");
  return (
    <StatusBadge
      tone={campaignTone(state)}
      label={t(`state.${state}`, { defaultValue: state })}
      title={t(`stateHint.${state}`, { defaultValue: "" })}
    />
  );
}
