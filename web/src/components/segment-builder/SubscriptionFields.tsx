import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLeaf } from "./builder-context.ts";
import type { DraftSubscription } from "./draft-types.ts";
import { NumberPicker } from "./NumberPicker.tsx";
import { Part, RefineMenu } from "./Part.tsx";
import { WordField } from "./PickField.tsx";
import { DaysField } from "./ValueField.tsx";

/** "is subscribed on +55 11 …". */
export function SubscriptionFields({ leaf }: { leaf: DraftSubscription }) {
  const { t } = useTranslation("segments");
  const { change, refine, wrong } = useLeaf(leaf);
  const dated = leaf.state !== "unknown";
  return (
    <>
      <WordField
        name={t("builder.state")}
        w={180}
        value={leaf.state}
        words={["subscribed", "unsubscribed", "unknown"]}
        label={(word) => t(`builder.stateOption.${word}`)}
        onPick={(state) => change({ state })}
      />
      <Text size="sm" c="dimmed" aria-hidden>
        {t("builder.on")}
      </Text>
      <NumberPicker
        value={leaf.subscriptionGroupId}
        invalid={wrong("subscriptionGroupId")}
        onPick={(subscriptionGroupId) => change({ subscriptionGroupId })}
      />
      {dated && leaf.changedInDays !== null && (
        <Part name="changedInDays" onRemove={() => change({ changedInDays: null })}>
          <DaysField
            value={leaf.changedInDays}
            invalid={wrong("changedInDays")}
            onChange={(changedInDays) => change({ changedInDays })}
          />
        </Part>
      )}
      <RefineMenu
        parts={[
          dated &&
            leaf.changedInDays === null && {
              name: "changedInDays",
              add: () => refine({ changedInDays: "" }),
            },
        ]}
      />
    </>
  );
}
