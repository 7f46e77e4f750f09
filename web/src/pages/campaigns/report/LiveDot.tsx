import { useTranslation } from "react-i18next";
import classes from "./LiveDot.module.css";

/** These figures move by themselves. */
export function LiveDot() {
  const { t } = useTranslation("campaigns");
  return (
    <span className={classes.live} title={t("report.liveHint")}>
      <span className={classes.dot} aria-hidden />
      {t("report.live")}
    </span>
  );
}
