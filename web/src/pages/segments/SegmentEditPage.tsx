import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { segmentQuery } from "../../api/queries/segments.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { PageSkeleton } from "../../ui/Skeletons.tsx";
import { RunningNote } from "./RunningNote.tsx";
import { SegmentForm } from "./SegmentForm.tsx";
import { UnreadableLink } from "./SegmentFormParts.tsx";
import { useSharedDraft } from "./use-draft-link.ts";

export function SegmentEditPage() {
  const workspace = useWorkspace();
  const { segmentId = "" } = useParams({ strict: false }) as { segmentId?: string };
  const shared = useSharedDraft();
  const { data: segment, error, refetch } = useQuery(segmentQuery(workspace.slug, segmentId));
  if (error && !segment) return <LoadError error={error} onRetry={refetch} />;
  if (!segment || !shared.ready) return <PageSkeleton />;
  return (
    <>
      {shared.unreadable && <UnreadableLink />}
      <RunningNote segmentId={segment.id} />
      <SegmentForm
        key={segment.id}
        initial={segment}
        segmentId={segment.id}
        shared={shared.draft}
        readOnly={!workspace.can("write")}
      />
    </>
  );
}
