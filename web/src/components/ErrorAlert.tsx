import { Alert, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useErrorText } from "../api/use-error-text.ts";

/** A failed save or action, shown inside its form. Renders nothing without an error. */
export function ErrorAlert({ error, children, mb }: { error: unknown; children?: ReactNode; mb?: string }) {
  const errorText = useErrorText();
  if (!error) return null;
  const { title, message } = errorText(error);
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      title={title}
      icon={<IconAlertCircle aria-hidden />}
      mb={mb}
    >
      <Text size="sm" component="div">
        {message}
        {children}
      </Text>
    </Alert>
  );
}
