import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconInfoCircle,
  IconLoader2,
} from "@tabler/icons-react";

export type Tone = "neutral" | "info" | "running" | "success" | "warning" | "danger";

const looks = {
  neutral: { color: "gray", icon: IconCircleDashed },
  info: { color: "blue", icon: IconInfoCircle },
  running: { color: "blue", icon: IconLoader2 },
  success: { color: "teal", icon: IconCircleCheck },
  warning: { color: "yellow", icon: IconAlertTriangle },
  danger: { color: "red", icon: IconCircleX },
} as const;

/** A state in words, with an icon of its own for each tone: colour never carries the meaning alone. */
export function StatusBadge({ tone, label, title }: { tone: Tone; label: string; title?: string }) {
  const { color, icon: Icon } = looks[tone];
  return (
    <Badge
      variant="light"
      color={color}
      autoContrast
      radius="sm"
      fw={550}
      tt="none"
      fz={12}
      h={22}
      px={7}
      style={{ minWidth: "max-content", color: "var(--mantine-color-text)" }}
      title={title}
      leftSection={<Icon size={13} color={`var(--mantine-color-${color}-light-color)`} aria-hidden />}
    >
      {label}
    </Badge>
  );
}
