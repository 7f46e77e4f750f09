import { useTranslation } from "react-i18next";
import type { DraftNumber } from "./draft-types.ts";
import { PickField } from "./PickField.tsx";
import { DaysField } from "./ValueField.tsx";

type Props = { days: DraftNumber; onChange: (days: DraftNumber) => void; invalid: boolean };

const usualDays = 30;

/** "in the last 30 days" or "ever". */
export function PeriodFields({ days, onChange, invalid }: Props) {
  const { t } = useTranslation("segments");
  return (
    <>
      <PickField
        name={t("builder.period")}
        w={124}
        value={days === null ? "ever" : "last"}
        data={[
          { value: "last", label: t("builder.lastDays") },
          { value: "ever", label: t("builder.ever") },
        ]}
        onPick={(period) => onChange(period === "ever" ? null : usualDays)}
      />
      {days !== null && <DaysField value={days} onChange={onChange} invalid={invalid} />}
    </>
  );
}
