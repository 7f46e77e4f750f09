import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import { numberLabel } from "../number-label.ts";
import { useBuilder } from "./builder-context.ts";
import { PickField } from "./PickField.tsx";

type Props = {
  /** Empty until one is chosen. */
  value: string;
  onPick: (subscriptionGroupId: string) => void;
  invalid: boolean;
};

/** One of the workspace's WhatsApp numbers; one that is gone stays readable. */
export function NumberPicker({ value, onPick, invalid }: Props) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { data: groups = [], isPending } = useQuery(subscriptionGroupsQuery(workspace));
  const options = groups.map((group) => ({ value: group.id, label: numberLabel(group) }));
  if (value !== "" && !isPending && !groups.some((group) => group.id === value))
    options.push({ value, label: t("builder.unknownNumber") });
  return (
    <PickField
      name={t("builder.number")}
      placeholder={t("builder.numberPlaceholder")}
      w={220}
      invalid={invalid}
      value={value}
      data={options}
      nothingFoundMessage={isPending ? t("builder.loading") : t("builder.noNumbers")}
      onPick={onPick}
    />
  );
}
