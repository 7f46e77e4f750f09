import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLeaf } from "./builder-context.ts";
import { carryValue } from "./draft.ts";
import type { DraftLastMessage } from "./draft-types.ts";
import { NumberPicker } from "./NumberPicker.tsx";
import { lastMessageOperators, valueShape } from "./operators.ts";
import { Part, RefineMenu } from "./Part.tsx";
import { WordField } from "./PickField.tsx";
import { ValueField } from "./ValueField.tsx";

/** "last message received more than 30 days ago". */
export function LastMessageFields({ leaf }: { leaf: DraftLastMessage }) {
  const { t } = useTranslation("segments");
  const { change, refine, wrong } = useLeaf(leaf);
  return (
    <>
      <Text size="sm" c="dimmed" aria-hidden>
        {t("builder.lastMessage")}
      </Text>
      <WordField
        name={t("builder.operator")}
        w={150}
        value={leaf.operator}
        words={lastMessageOperators}
        label={(word) => t(`operatorName.time.${word}`)}
        onPick={(operator) => change({ operator, value: carryValue({ ...leaf, type: "date" }, operator) })}
      />
      <ValueField
        shape={valueShape("date", leaf.operator)}
        value={leaf.value}
        invalid={wrong("value")}
        onChange={(value) => change({ value })}
      />
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
          leaf.subscriptionGroupId === null && {
            name: "fromNumber",
            add: () => refine({ subscriptionGroupId: "" }),
          },
        ]}
      />
    </>
  );
}
