import { Alert, Anchor, Stack } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SubscriptionGroup } from "../../../../api/types.ts";
import { usePauseText } from "../../../../components/numbers/use-pause-text.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useNumberPause } from "./use-number-pause.ts";

/** A banner for each number that rests by itself; that its connection is paused stands with the connection. */
export function PausedNumbers({ numbers }: { numbers: readonly SubscriptionGroup[] }) {
  const paused = numbers.filter(({ pause }) => pause?.of === "number");
  if (paused.length === 0) return null;
  return (
    <Stack gap="xs" mt="xs">
      {paused.map((number) => (
        <PausedNumber key={number.id} number={number} />
      ))}
    </Stack>
  );
}

function PausedNumber({ number }: { number: SubscriptionGroup }) {
  const { t } = useTranslation("integrations");
  const workspace = useWorkspace();
  const text = usePauseText()(number);
  const { resume } = useNumberPause(number);
  return (
    <Alert
      role="alert"
      color={number.pause?.reason === "person" ? "yellow" : "red"}
      icon={<IconPlayerPause aria-hidden />}
      title={text?.title}
    >
      {text?.message}{" "}
      {workspace.can("manage") && (
        <Anchor component="button" size="sm" fw={550} disabled={resume.isPending} onClick={resume.run}>
          {t("pause.resume")}
        </Anchor>
      )}
    </Alert>
  );
}
