import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentQuery } from "../../api/queries/segments.ts";
import type { SegmentInput } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ForbiddenState } from "../../ui/ForbiddenState.tsx";
import { PageSkeleton } from "../../ui/Skeletons.tsx";
import { useUrlState } from "../../util/search.ts";
import { SegmentForm } from "./SegmentForm.tsx";

const blank: SegmentInput = { name: "", description: "", filter: { kind: "and", children: [] } };

/** A new segment: empty, or a copy of another one (`?from=<id>`). */
export function SegmentCreatePage() {
  const workspace = useWorkspace();
  const [{ from }] = useUrlState();
  if (!workspace.can("write")) return <ForbiddenState />;
  return from ? <SegmentCopy workspace={workspace.slug} id={from} /> : <SegmentForm initial={blank} />;
}

function SegmentCopy({ workspace, id }: { workspace: string; id: string }) {
  const { t } = useTranslation("segments");
  const { data: source, error, refetch } = useQuery(segmentQuery(workspace, id));
  if (error) return <LoadError error={error} onRetry={refetch} />;
  if (!source) return <PageSkeleton />;
  return <SegmentForm key={id} initial={{ ...source, name: t("copyOf", { name: source.name }) }} />;
}
