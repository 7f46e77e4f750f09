import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";

type Props = {
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  tone?: "neutral" | "danger";
  compact?: boolean;
};

/** The common body of empty, error and forbidden states: what is, why, what next. */
export function StateMessage({ icon: Icon, title, children, action, tone = "neutral", compact }: Props) {
  return (
    <Stack align="center" gap="xs" py={compact ? "lg" : 56} px="md" ta="center">
      <ThemeIcon variant="light" color={tone === "danger" ? "red" : "gray"} size={44} radius="xl" aria-hidden>
        <Icon size={22} stroke={1.6} />
      </ThemeIcon>
      <Title order={2} fz="md">
        {title}
      </Title>
      {children && (
        <Text size="sm" c="dimmed" maw={440} component="div">
          {children}
        </Text>
      )}
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </Stack>
  );
}
