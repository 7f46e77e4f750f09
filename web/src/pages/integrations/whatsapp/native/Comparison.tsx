import { useTranslation } from "react-i18next";
import classes from "../NativeTab.module.css";

const rows = ["bill", "needs", "numbers", "tell"] as const;

/** A table on wide screens; on a phone one question after the other. */
export function Comparison() {
  const { t } = useTranslation("integrations");
  return (
    <dl className={classes.comparison}>
      {rows.map((row) => (
        <div key={row} className={classes.row}>
          <dt>{t(`native.compare.${row}.label`)}</dt>
          {(["native", "byo"] as const).map((way) => (
            <dd key={way}>
              <span className={classes.way}>{t(`tabs.${way}`)}</span>
              {t(`native.compare.${row}.${way}`)}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
