import { Box, Group, Text, Title } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { TextLink } from "./links.tsx";

type Props = {
  title: string;
  /** Shown right of the title: a state badge. */
  badge?: ReactNode;
  /** One sentence: what this page is for, or what it holds. */
  description?: ReactNode;
  /** The page above, when this one is not in the navigation. */
  back?: { to: string; label: string };
  /** Main action last (rightmost). */
  actions?: ReactNode;
};

/** Top of every page; also names the browser tab. */
export function PageHeader({ title, badge, description, back, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Ponte`;
  }, [title]);
  return (
    <Box component="header" mb="lg">
      {back && (
        <TextLink
          to={back.to}
          size="sm"
          c="dimmed"
          mb={4}
          display="inline-flex"
          style={{ alignItems: "center" }}
        >
          <IconChevronLeft size={14} aria-hidden /> {back.label}
        </TextLink>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box miw={0} flex="1 1 280px">
          <Group gap="xs">
            <Title order={1} style={{ overflowWrap: "anywhere" }}>
              {title}
            </Title>
            {badge}
          </Group>
          {description && (
            <Text size="sm" c="dimmed" mt={2} maw={720}>
              {description}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Box>
  );
}
