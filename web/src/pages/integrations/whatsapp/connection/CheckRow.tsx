import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../../../ui/StatusBadge.tsx";
import classes from "./connection.module.css";
import type { CheckState, DoctorCheck, Remedy } from "./types.ts";
import { useCheckText } from "./use-check-text.ts";

const tones: Record<CheckState, Tone> = {
  ok: "success",
  warning: "warning",
  failed: "danger",
  unknown: "neutral",
};

type Props = {
  name: string;
  /** Undefined while it is being looked at. */
  result: DoctorCheck | undefined;
  mending: Remedy | null;
  canReplace: boolean;
  onMend: (remedy: Remedy) => void;
};

/** One thing that was looked at: how it is, what is wrong, how to mend it. */
export function CheckRow({ name, result, mending, canReplace, onMend }: Props) {
  const { t } = useTranslation("doctor");
  const textOf = useCheckText();
  const text = result && textOf(result);
  const remedy = result && result.state !== "ok" && result.remedy;
  return (
    <li className={classes.check} data-check={name} data-state={result?.state ?? "running"}>
      <Text size="sm" fw={550}>
        {t(`checks.${name}.title`, { defaultValue: name })}
      </Text>
      <StatusBadge
        tone={result ? tones[result.state] : "running"}
        label={t(`doctor.states.${result?.state ?? "running"}`)}
      />
      {text && (
        <div>
          <Text
            size="sm"
            c={result.state === "ok" ? "dimmed" : undefined}
            style={{ overflowWrap: "anywhere" }}
          >
            {text.message}
          </Text>
          {text.items.length > 0 && (
            <ul className={classes.items}>
              {text.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
          {remedy && (remedy !== "replace_key" || canReplace) && (
            <Button
              mt={8}
              size="compact-sm"
              variant="light"
              loading={mending === remedy}
              onClick={() => onMend(remedy)}
            >
              {t(`doctor.remedies.${remedy}`)}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
