import { Stack } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { segmentQuery } from "../../../api/queries/segments.ts";
import type { Segment } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ButtonLink } from "../../../ui/links.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { paths } from "../../../util/paths.ts";
import { SegmentMenu } from "../SegmentMenu.tsx";
import { AboutSection } from "./AboutSection.tsx";
import { CreateCampaignButton } from "./CreateCampaignButton.tsx";
import { HistorySection } from "./HistorySection.tsx";
import { ReachSection } from "./ReachSection.tsx";
import { SampleSection } from "./SampleSection.tsx";
import classes from "./SegmentPage.module.css";
import { SizeSection } from "./SizeSection.tsx";
import { UsageSection } from "./UsageSection.tsx";
import { useSegmentSize } from "./use-segment-size.ts";

/** One segment, to look at: who is in it, how many, since when, and what depends on it. */
export function SegmentPage() {
  const { slug } = useWorkspace();
  const { segmentId = "" } = useParams({ strict: false }) as { segmentId?: string };
  const { data: segment, error, refetch } = useQuery(segmentQuery(slug, segmentId));
  if (error && !segment) return <LoadError error={error} onRetry={refetch} />;
  if (!segment) return <PageSkeleton />;
  return <SegmentView key={segment.id} segment={segment} />;
}

function SegmentView({ segment }: { segment: Segment }) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const size = useSegmentSize(segment.id);
  return (
    <>
      <PageHeader
        title={segment.name}
        description={segment.description || undefined}
        back={{ to: paths.segments(workspace.slug), label: t("title") }}
        actions={
          <>
            {workspace.can("write") && (
              <>
                <CreateCampaignButton segment={segment} />
                <ButtonLink
                  to={paths.editSegment(workspace.slug, segment.id)}
                  leftSection={<IconPencil size={16} aria-hidden />}
                >
                  {t("page.edit")}
                </ButtonLink>
              </>
            )}
            <SegmentMenu
              segment={segment}
              onDeleted={() => void navigate({ to: paths.segments(workspace.slug) })}
            />
          </>
        }
      />
      <div className={classes.layout}>
        <Stack gap="md" miw={0}>
          <SizeSection segment={segment} size={size} />
          <ReachSection count={size.count} />
          <UsageSection segmentId={segment.id} />
        </Stack>
        <Stack gap="md" miw={0}>
          <AboutSection segment={segment} />
          <SampleSection segment={segment} count={size.count} />
          <HistorySection segmentId={segment.id} />
        </Stack>
      </div>
    </>
  );
}
