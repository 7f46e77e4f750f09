import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportCounts } from "../../../api/types.ts";
import { useFormat } from "../../../ui/format.ts";
import classes from "./import.module.css";

/** What came, or would come, of the rows. Figures that few imports have are shown when they are not zero. */
export function ImportFigures({ counts }: { counts: ImportCounts }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const figures = [
    { label: t("imports.created"), value: counts.createdContacts },
    { label: t("imports.updated"), value: counts.updatedContacts },
    { label: t("imports.unchanged"), value: counts.unchangedContacts },
    { label: t("imports.failed"), value: counts.failedRows, warn: counts.failedRows > 0 },
    { label: t("imports.repeated"), value: counts.repeatedRows, hint: t("imports.repeatedHint"), rare: true },
    { label: t("imports.skipped"), value: counts.skippedRows, hint: t("imports.skippedHint"), rare: true },
  ];
  return (
    <dl className={classes.figures}>
      {figures
        .filter(({ rare, value }) => !rare || value > 0)
        .map(({ label, value, warn, hint }) => (
          <div key={label} className={classes.figure}>
            <dt>
              {hint ? (
                <Tooltip label={hint} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation has to be reachable by keyboard */}
                  <span tabIndex={0} className={classes.explained}>
                    {label}
                  </span>
                </Tooltip>
              ) : (
                label
              )}
            </dt>
            <dd data-warn={warn || undefined}>{format.number(value)}</dd>
          </div>
        ))}
    </dl>
  );
}
