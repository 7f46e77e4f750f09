import { Card, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { title: string; description?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A titled card: the unit that pages and forms are made of. */
export function Section({ title, description, actions, children }: Props) {
  return (
    <Card component="section" aria-label={title} padding="lg">
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div style={{ flex: "1 1 240px", minWidth: 0 }}>
          <Title order={2}>{title}</Title>
          {description && (
            <Text size="sm" c="dimmed" mt={2}>
              {description}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Card>
  );
}
