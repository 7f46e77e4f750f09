import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import type { SubscriptionState } from "../../api/types.ts";
import { numberLabel } from "../number-label.ts";
import { useBuilder } from "./builder-context.ts";
import type { DraftSubscription } from "./draft.ts";
import { replaceNode } from "./edit.ts";
import { PickField } from "./PickField.tsx";

const states: readonly SubscriptionState[] = ["subscribed", "unsubscribed", "unknown"];

/** "is subscribed on +55 11 …". */
export function SubscriptionFields({ leaf }: { leaf: DraftSubscription }) {
  const { t } = useTranslation("segments");
  const { workspace, edit, errorsOf } = useBuilder();
  const { data: groups = [], isPending } = useQuery(subscriptionGroupsQuery(workspace));
  const wrong = errorsOf(leaf.key).some((error) => error.field === "target");
  const options = groups.map((group) => ({ value: group.id, label: numberLabel(group) }));
  const missing =
    leaf.subscriptionGroupId !== "" && !isPending && !groups.some((g) => g.id === leaf.subscriptionGroupId);
  if (missing) options.push({ value: leaf.subscriptionGroupId, label: t("builder.unknownNumber") });
  return (
    <>
      <PickField
        name={t("builder.state")}
        w={190}
        value={leaf.state}
        data={states.map((state) => ({ value: state, label: t(`builder.stateOption.${state}`) }))}
        onPick={(picked) => {
          const state = states.find((known) => known === picked);
          if (state) edit((root) => replaceNode(root, { ...leaf, state }));
        }}
      />
      <Text size="sm" c="dimmed" aria-hidden>
        {t("builder.on")}
      </Text>
      <PickField
        name={t("builder.number")}
        placeholder={t("builder.numberPlaceholder")}
        w={240}
        invalid={wrong}
        value={leaf.subscriptionGroupId}
        data={options}
        nothingFoundMessage={isPending ? t("builder.loading") : t("builder.noNumbers")}
        onPick={(subscriptionGroupId) => edit((root) => replaceNode(root, { ...leaf, subscriptionGroupId }))}
      />
    </>
  );
}
