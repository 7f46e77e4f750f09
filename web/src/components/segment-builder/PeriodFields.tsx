import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import { PickField } from "./PickField.tsx";

type Props = { days: number | null; onChange: (days: number | null) => void; invalid: boolean };

const usualDays = 30;

/** "in the last 30 days" or "ever". */
export function PeriodFields({ days, onChange, invalid }: Props) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  return (
    <>
      <PickField
        name={t("builder.period")}
        w={104}
        value={days === null ? "ever" : "last"}
        data={[
          { value: "last", label: t("builder.lastDays") },
          { value: "ever", label: t("builder.ever") },
        ]}
        onPick={(period) => onChange(period === "ever" ? null : usualDays)}
      />
      {days !== null && (
        <NumberInput
          aria-label={t("builder.days")}
          size="xs"
          w={76}
          min={1}
          max={3650}
          allowDecimal={false}
          hideControls
          suffix={` ${t("builder.daysSuffix")}`}
          readOnly={readOnly}
          error={invalid}
          value={days}
          onChange={(value) => typeof value === "number" && onChange(value)}
        />
      )}
    </>
  );
}
