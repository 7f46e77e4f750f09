import { Box, Group, Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Shape of a page while its data is on the way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <Box role="status" aria-label={t("loading")}>
      <Skeleton h={28} w={220} mb="xs" />
      <Skeleton h={14} w={360} maw="80%" mb="lg" />
      <RowsSkeleton />
    </Box>
  );
}

export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <Stack gap="md" py="sm" aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Group key={row} gap="lg" wrap="nowrap">
          <Skeleton h={14} w={`${34 - ((row * 7) % 13)}%`} />
          <Skeleton h={14} w="22%" visibleFrom="xs" />
          <Skeleton h={14} w={`${18 - ((row * 5) % 7)}%`} />
        </Group>
      ))}
    </Stack>
  );
}

export function CardSkeleton({ height = 120 }: { height?: number }) {
  return <Skeleton h={height} radius="lg" aria-hidden />;
}
