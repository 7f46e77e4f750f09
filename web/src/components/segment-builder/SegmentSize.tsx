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
  return (
    <div role="status" aria-label={t("size.label")} aria-busy={live.counting} className={classes.size}>
      <div className={classes.head}>
        <span className={classes.title}>{t("size.label")}</span>
        {live.counting && <Loader size={14} aria-hidden />}
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
  const { preview, filter, counting } = live;
  if (filter === null && !counting) {
    return (
      <Text size="sm" c="dimmed">
        {t("size.nothingYet")}
      </Text>
    );
  }
  if (live.error && !counting) return <SizeError live={live} />;
  if (!preview) return <div className={classes.figure}>–</div>;
  // Of very many contacts the total is an estimate, and may be a little behind the exact count.
  const total = Math.max(preview.total, preview.count);
  const share = total > 0 ? preview.count / total : 0;
  return (
    <div className={classes.numbers} data-stale={counting || undefined}>
      <div className={classes.figure}>
        <strong>{format.number(preview.count)}</strong> {t("size.contacts", { count: preview.count })}
      </div>
      <Progress value={share * 100} size={6} my={8} aria-hidden />
      <Text size="xs" c="dimmed">
        {preview.count === 0
          ? t("size.noOne")
          : t("size.share", { share: format.percent(share), total: format.number(total) })}
      </Text>
      <Text size="xs" c="dimmed">
        {counting ? t("size.counting") : t("size.took", { ms: Math.max(1, Math.round(preview.tookMs)) })}
      </Text>
    </div>
  );
}
