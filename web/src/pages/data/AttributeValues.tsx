import { Progress, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryAttributeDetail } from "../../api/queries/data.ts";
import { useAttributeWords } from "../../components/attribute-label.ts";
import { useFormat } from "../../ui/format.ts";
import { useShowValue } from "../contacts/profile/use-show-value.ts";
import classes from "./data.module.css";

/** The range of numbers and dates, and the most frequent values of everything that is simple. */
export function AttributeValues({ attribute }: { attribute: RegistryAttributeDetail }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const { valueLabel } = useAttributeWords();
  const { values, fill } = attribute;
  const words = useShowValue();
  // Values come as text, whatever their type.
  const shown = (text: string): string => {
    if (!text) return text;
    if (attribute.type === "number" && Number.isFinite(Number(text))) return format.number(Number(text));
    if (attribute.type === "boolean") return words("boolean", text === "true");
    if (attribute.type === "date" && !Number.isNaN(Date.parse(text))) return words("date", text);
    return valueLabel({ name: attribute.name, custom: !attribute.standard }, text);
  };
  if (values.top.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t(fill.contacts > 0 ? "nestedValues" : "noValues")}
      </Text>
    );
  return (
    <>
      {values.smallest !== null && values.largest !== null && (
        <Text size="sm">{t("range", { from: shown(values.smallest), to: shown(values.largest) })}</Text>
      )}
      <dl className={classes.bars}>
        {values.top.map(({ value, share }) => (
          <Fragment key={value}>
            <dt title={value}>{shown(value)}</dt>
            <dd>
              <Progress value={share * 100} size={6} aria-hidden />
            </dd>
            <dd>
              <Text size="xs" c="dimmed" ta="right">
                {format.percent(share)}
              </Text>
            </dd>
          </Fragment>
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        {t(fill.exact ? "distinct" : "distinctSample", {
          count: values.distinct,
          distinct: format.number(values.distinct),
          contacts: format.number(values.lookedAt),
        })}
      </Text>
    </>
  );
}
