import { Progress, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryAttributeDetail } from "../../api/queries/data.ts";
import { useAttributeWords } from "../../components/attribute-label.ts";
import { useFormat } from "../../ui/format.ts";
import classes from "./data.module.css";

/** The range of numbers and dates, and the most frequent values of everything that is simple. */
export function AttributeValues({ attribute }: { attribute: RegistryAttributeDetail }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const { valueLabel } = useAttributeWords();
  const { values, fill } = attribute;
  const bound = (text: string) =>
    attribute.type === "number" ? format.number(Number(text)) : text.slice(0, 10);
  if (values.top.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t(fill.contacts > 0 ? "nestedValues" : "noValues")}
      </Text>
    );
  return (
    <>
      {values.smallest !== null && values.largest !== null && (
        <Text size="sm">{t("range", { from: bound(values.smallest), to: bound(values.largest) })}</Text>
      )}
      <dl className={classes.bars}>
        {values.top.map(({ value, share }) => (
          <Fragment key={value}>
            <dt title={value}>{valueLabel({ name: attribute.name, custom: !attribute.standard }, value)}</dt>
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
