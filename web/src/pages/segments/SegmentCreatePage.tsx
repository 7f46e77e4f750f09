import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentQuery } from "../../api/queries/segments.ts";
import type { SegmentInput } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import type { DraftGroup } from "../../components/segment-builder/draft-types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ForbiddenState } from "../../ui/ForbiddenState.tsx";
import { PageSkeleton } from "../../ui/Skeletons.tsx";
import { useUrlState } from "../../util/search.ts";
import { SegmentForm } from "./SegmentForm.tsx";
import { UnreadableLink } from "./SegmentFormParts.tsx";
import { useSharedDraft } from "./use-draft-link.ts";

const blank: SegmentInput = { name: "", description: "", filter: { kind: "and", children: [] } };

/** A new segment: empty, or a copy of another one (`?from=<id>`). */
export function SegmentCreatePage() {
  const workspace = useWorkspace();
  const [{ from }] = useUrlState();
  const shared = useSharedDraft();
  if (!workspace.can("write")) return <ForbiddenState />;
  if (!shared.ready) return <PageSkeleton />;
  if (from) return <SegmentCopy workspace={workspace.slug} id={from} shared={shared.draft} />;
  return (
    <>
      {shared.unreadable && <UnreadableLink />}
      <SegmentForm initial={blank} shared={shared.draft} />
    </>
  );
}

type CopyProps = { workspace: string; id: string; shared: DraftGroup | null };

function SegmentCopy({ workspace, id, shared }: CopyProps) {
  const { t } = useTranslation("segments");
  const { data: source, error, refetch } = useQuery(segmentQuery(workspace, id));
  if (error) return <LoadError error={error} onRetry={refetch} />;
  if (!source) return <PageSkeleton />;
  const initial = { ...source, name: t("copyOf", { name: source.name }) };
  return <SegmentForm key={id} initial={initial} shared={shared} />;
}
