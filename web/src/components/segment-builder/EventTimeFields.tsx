import { useTranslation } from "react-i18next";
import { useLeaf } from "./builder-context.ts";
import { carryValue } from "./draft.ts";
import type { DraftEventTime } from "./draft-types.ts";
import { EventPicker } from "./EventFields.tsx";
import { timeOperators, valueShape } from "./operators.ts";
import { WordField } from "./PickField.tsx";
import { ValueField } from "./ValueField.tsx";

/** "order_placed happened for the first time in the last 30 days". */
export function EventTimeFields({ leaf }: { leaf: DraftEventTime }) {
  const { t } = useTranslation("segments");
  const { change, wrong } = useLeaf(leaf);
  return (
    <>
      <WordField
        name={t("builder.which")}
        w={130}
        value={leaf.which}
        words={["first", "last"]}
        label={(word) => t(`builder.whichOption.${word}`)}
        onPick={(which) => change({ which })}
      />
      <EventPicker value={leaf.name} invalid={wrong("name")} onPick={(name) => change({ name })} />
      <WordField
        name={t("builder.operator")}
        w={150}
        value={leaf.operator}
        words={timeOperators}
        label={(word) => t(`operatorName.time.${word}`)}
        onPick={(operator) => change({ operator, value: carryValue({ ...leaf, type: "date" }, operator) })}
      />
      <ValueField
        shape={valueShape("date", leaf.operator)}
        value={leaf.value}
        invalid={wrong("value")}
        onChange={(value) => change({ value })}
      />
    </>
  );
}
