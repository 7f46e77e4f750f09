import { Button, Loader, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useFormat } from "../../ui/format.ts";
import classes from "./SegmentSize.module.css";
import type { LiveCount } from "./use-live-count.ts";

type Props = {
  live: LiveCount /** Filters that are not finished, and so not counted. */;
  unfinished: number;
};

/** The live count: how many contacts, and what part of everyone that is. */
export function SegmentSize({ live, unfinished }: Props) {
  const { t } = useTranslation("segments");
  const busy = live.counting || live.countingExactly;
  return (
    <div role="status" aria-label={t("size.label")} aria-busy={busy} className={classes.size}>
      <div className={classes.head}>
        <span className={classes.title}>{t("size.label")}</span>
        {busy && <Loader size={14} aria-hidden />}
      </div>
      <SizeFigure live={live} />
      {unfinished > 0 && (
        <Text size="xs" c="dimmed">
          {t("size.unfinished", { count: unfinished })}
        </Text>
      )}
    </div>
  );
}

/** A refused filter is explained where it is; anything else here, with a way to ask again. */
function SizeError({ live }: { live: LiveCount }) {
  const { t } = useTranslation("segments");
  const errorText = useErrorText();
  const refused = live.error instanceof ApiError && live.error.status === 400;
  return (
    <>
      <Text size="sm">{t("size.failed")}</Text>
      <Text size="xs" c="dimmed">
        {refused ? t("size.seeFilters") : errorText(live.error).message}
      </Text>
      {!refused && (
        <Button
          size="compact-xs"
          variant="default"
          mt={4}
          onClick={live.retry}
          style={{ alignSelf: "flex-start" }}
        >
          {t("common:tryAgain")}
        </Button>
      )}
    </>
  );
}

function SizeFigure({ live }: { live: LiveCount }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const { count: size, filter, counting } = live;
  if (filter === null && !counting) {
    return (
      <Text size="sm" c="dimmed">
        {t("size.nothingYet")}
      </Text>
    );
  }
  if (live.error && !counting && !live.countingExactly) return <SizeError live={live} />;
  if (!size) return <div className={classes.figure}>–</div>;
  // Of very many contacts the total is an estimate, and may be a little behind the exact count.
  const total = Math.max(size.total, size.count);
  const share = total > 0 ? size.count / total : 0;
  return (
    <div className={classes.numbers} data-stale={counting || undefined}>
      <div className={classes.figure}>
        <strong>
          {!size.exact && <abbr title={t("size.estimate")}>≈ </abbr>}
          {format.number(size.count)}
        </strong>{" "}
        {t("size.contacts", { count: size.count })}
      </div>
      <Progress value={share * 100} size={6} my={8} aria-hidden />
      <Text size="xs" c="dimmed">
        {size.count === 0
          ? t("size.noOne")
          : t("size.share", { share: format.percent(share), total: format.number(total) })}
      </Text>
      {!size.exact && <Estimate live={live} low={size.low} high={size.high} />}
      <Text size="xs" c="dimmed">
        {counting
          ? t("size.counting")
          : t(size.exact ? "size.took" : "size.estimatedIn", { ms: Math.max(1, Math.round(size.tookMs)) })}
      </Text>
    </div>
  );
}

/** How sure an estimate is, and the way to the exact number. */
function Estimate({ live, low, high }: { live: LiveCount; low: number; high: number }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  return (
    <>
      <Text size="xs" c="dimmed">
        {t("size.between", { low: format.number(low), high: format.number(high) })}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        my={6}
        loading={live.countingExactly}
        disabled={live.counting}
        onClick={live.countExactly}
      >
        {t("size.countExactly")}
      </Button>
    </>
  );
}
