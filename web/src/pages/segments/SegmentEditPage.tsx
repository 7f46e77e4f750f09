import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { segmentQuery } from "../../api/queries/segments.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { PageSkeleton } from "../../ui/Skeletons.tsx";
import { SegmentForm } from "./SegmentForm.tsx";

export function SegmentEditPage() {
  const workspace = useWorkspace();
  const { segmentId = "" } = useParams({ strict: false }) as { segmentId?: string };
  const { data: segment, error, refetch } = useQuery(segmentQuery(workspace.slug, segmentId));
  if (error && !segment) return <LoadError error={error} onRetry={refetch} />;
  if (!segment) return <PageSkeleton />;
  return (
    <SegmentForm
      key={segment.id}
      initial={segment}
      segmentId={segment.id}
      readOnly={!workspace.can("write")}
    />
  );
}
