import { useTranslation } from "react-i18next";
import { useCountryOptions } from "../country-options.ts";
import { useLeaf } from "./builder-context.ts";
import type { DraftPhone } from "./draft-types.ts";
import { countryOperator, phoneOperators } from "./operators.ts";
import { WordField } from "./PickField.tsx";
import { TextListField } from "./TextField.tsx";

/** "phone number is from Brazil". */
export function PhoneFields({ leaf }: { leaf: DraftPhone }) {
  const { t } = useTranslation("segments");
  const { change, wrong } = useLeaf(leaf);
  const countries = useCountryOptions();
  return (
    <>
      <WordField
        name={t("builder.operator")}
        w={280}
        value={leaf.operator}
        words={phoneOperators}
        label={(word) => t(`operatorName.phone.${word}`)}
        onPick={(operator) => change({ operator })}
      />
      {countryOperator(leaf.operator) && (
        <TextListField
          name={t("builder.countries")}
          placeholder={t("builder.countriesPlaceholder")}
          closed={countries}
          value={leaf.value}
          invalid={wrong("value")}
          onChange={(value) => change({ value })}
        />
      )}
    </>
  );
}
