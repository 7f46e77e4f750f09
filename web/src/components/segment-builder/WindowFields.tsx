import { useTranslation } from "react-i18next";
import { useLeaf } from "./builder-context.ts";
import type { DraftWindow } from "./draft-types.ts";
import { NumberPicker } from "./NumberPicker.tsx";
import { Part, RefineMenu } from "./Part.tsx";
import { WordField } from "./PickField.tsx";

/** "can be answered freely now". */
export function WindowFields({ leaf }: { leaf: DraftWindow }) {
  const { t } = useTranslation("segments");
  const { change, refine, wrong } = useLeaf(leaf);
  return (
    <>
      <WordField
        name={t("builder.state")}
        w={290}
        value={leaf.open ? "open" : "closed"}
        words={["open", "closed"]}
        label={(word) => t(`builder.windowOption.${word}`)}
        onPick={(word) => change({ open: word === "open" })}
      />
      {leaf.subscriptionGroupId !== null && (
        <Part name="withNumber" onRemove={() => change({ subscriptionGroupId: null })}>
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
            name: "withNumber",
            add: () => refine({ subscriptionGroupId: "" }),
          },
        ]}
      />
    </>
  );
}
