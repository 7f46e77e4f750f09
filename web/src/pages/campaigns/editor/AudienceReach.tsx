import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CampaignAudience } from "../../../api/types.ts";
import { useFormat } from "../../../ui/format.ts";
import { share } from "../rates.ts";
import classes from "./AudienceReach.module.css";

type Props = { audience: CampaignAudience; counting: boolean; hasNumber: boolean };

/** How many of the segment get the message, and why the others do not. */
export function AudienceReach({ audience, counting, hasNumber }: Props) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const { segment, reachable } = audience;
  const reasons = (["notSubscribed", "noPhone", "duplicates"] as const).filter((key) => audience[key] > 0);
  return (
    <div
      className={classes.reach}
      data-counting={counting || undefined}
      aria-live="polite"
      aria-busy={counting}
    >
      <Group gap="xl" align="flex-end">
        <Figure label={t("audience.inSegment")} value={format.number(segment)} />
        <Figure
          label={t("audience.reachable")}
          value={hasNumber ? format.number(reachable) : "–"}
          hint={hasNumber && segment > 0 ? format.percent(share(reachable, segment)) : undefined}
          strong
        />
      </Group>
      {hasNumber && segment > 0 && (
        <div className={classes.bar} aria-hidden>
          <span data-part="reachable" style={{ flexGrow: reachable }} />
          {reasons.map((key) => (
            <span key={key} data-part={key} style={{ flexGrow: audience[key] }} />
          ))}
        </div>
      )}
      {!hasNumber && (
        <Text size="sm" c="dimmed">
          {t("audience.needsNumber")}
        </Text>
      )}
      {hasNumber && reasons.length > 0 && (
        <ul className={classes.reasons}>
          {reasons.map((key) => (
            <li key={key}>
              <span className={classes.swatch} data-part={key} aria-hidden />
              <strong>{format.number(audience[key])}</strong> {t(`audience.${key}`, { count: audience[key] })}
            </li>
          ))}
        </ul>
      )}
      {hasNumber && reasons.length === 0 && segment > 0 && reachable === segment && (
        <Text size="sm" c="dimmed">
          {t("audience.everyone")}
        </Text>
      )}
    </div>
  );
}

function Figure({
  label,
  value,
  hint,
  strong,
}: {
  label: string;
  value: string;
  hint?: string | undefined;
  strong?: boolean;
}) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fz={strong ? 26 : 20} fw={600} lh={1.2} component="div">
        {value}{" "}
        {hint && (
          <Text span size="sm" c="dimmed" fw={400}>
            {hint}
          </Text>
        )}
      </Text>
    </div>
  );
}
