import { useTranslation } from "react-i18next";
import type { DraftNumber } from "./draft-types.ts";
import { WholeField } from "./NumberField.tsx";

type Props = {
  bound: "atLeast" | "atMost";
  value: DraftNumber;
  onChange: (value: number | "") => void;
  invalid: boolean;
};

/** "at least 2 times". */
export function TimesField({ bound, value, onChange, invalid }: Props) {
  const { t } = useTranslation("segments");
  return (
    <WholeField
      name={t(bound === "atLeast" ? "builder.timesLabel" : "builder.mostTimesLabel")}
      w={150}
      max={10_000}
      prefix={`${t(`builder.${bound}`)} `}
      suffix={` ${t("builder.times", { count: typeof value === "number" ? value : 2 })}`}
      value={value}
      onChange={onChange}
      invalid={invalid}
    />
  );
}
