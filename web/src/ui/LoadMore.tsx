import { Button, Center } from "@mantine/core";
import { useTranslation } from "react-i18next";

type Props = { hasMore: boolean; loading: boolean; onLoad: () => void };

/** End of a cursor-paged list. Give it an infinite query's `hasNextPage`, `isFetchingNextPage`, `fetchNextPage`. */
export function LoadMore({ hasMore, loading, onLoad }: Props) {
  const { t } = useTranslation();
  if (!hasMore) return null;
  return (
    <Center mt="md">
      <Button variant="default" loading={loading} onClick={onLoad}>
        {t("showMore")}
      </Button>
    </Center>
  );
}
