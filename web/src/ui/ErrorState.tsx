import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StateMessage } from "./StateMessage.tsx";

type Props = { title: string; message: ReactNode; onRetry?: () => void; compact?: boolean };

export function ErrorState({ title, message, onRetry, compact }: Props) {
  const { t } = useTranslation();
  const retry = onRetry && (
    <Button variant="default" onClick={onRetry}>
      {t("tryAgain")}
    </Button>
  );
  return (
    <div role="alert">
      <StateMessage icon={IconAlertTriangle} tone="danger" title={title} action={retry} compact={compact}>
        {message}
      </StateMessage>
    </div>
  );
}
