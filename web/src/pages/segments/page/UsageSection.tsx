import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentUsageQuery } from "../../../api/queries/segment-page.ts";
import type { SegmentUsage } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import { RowsSkeleton } from "../../../ui/Skeletons.tsx";
import { UsageList } from "./UsageList.tsx";

/** What depends on the segment: campaigns with their state, other segments, exports through the API. */
export function UsageSection({ segmentId }: { segmentId: string }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const { data: usage, error, refetch } = useQuery(segmentUsageQuery(slug, segmentId));
  return (
    <Section title={t("page.usage.title")}>
      {error && !usage ? (
        <LoadError error={error} onRetry={refetch} compact />
      ) : usage ? (
        <Used usage={usage} />
      ) : (
        <RowsSkeleton />
      )}
    </Section>
  );
}

function Used({ usage }: { usage: SegmentUsage }) {
  const { t } = useTranslation("segments");
  const none = usage.campaigns.length === 0 && usage.segments.length === 0;
  return (
    <>
      {none ? (
        <Text size="sm" c="dimmed">
          {t("page.usage.none")}
        </Text>
      ) : (
        <UsageList campaigns={usage.campaigns} segments={usage.segments} />
      )}
      {usage.lastExportAt && (
        <Text size="xs" c="dimmed" mt="sm">
          {t("page.usage.exported")} <RelativeTime at={usage.lastExportAt} />
        </Text>
      )}
    </>
  );
}
