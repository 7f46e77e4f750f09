import { Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentUsageQuery } from "../../api/queries/segment-page.ts";
import { deleteSegment, segmentsKey } from "../../api/queries/segments.ts";
import type { SegmentUsage } from "../../api/types.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { notifyDone } from "../../ui/notify.ts";
import { UsageList } from "./page/UsageList.tsx";

type Props = {
  segment: { id: string; name: string };
  opened: boolean;
  onClose: () => void;
  onDeleted: (() => void) | undefined;
};

const running = ["launching", "running", "paused"];

/** Names what stands in the way, or what will miss the segment, before it goes. */
export function DeleteSegmentModal({ segment, opened, onClose, onDeleted }: Props) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const usage = useQuery({ ...segmentUsageQuery(workspace.slug, segment.id), enabled: opened, staleTime: 0 });
  const { blocking, drafts } = partsOf(usage.data);
  const deletion = useMutation({
    mutationFn: () => deleteSegment(workspace.slug, segment.id, drafts.length > 0),
    onSuccess: () => {
      onClose();
      notifyDone(t("delete.done", { name: segment.name }));
      onDeleted?.();
      void queryClient.invalidateQueries({ queryKey: segmentsKey(workspace.slug) });
    },
    // Somebody may have begun to use it meanwhile.
    onError: () => void usage.refetch(),
  });
  const failure = deletion.error ?? usage.error;
  return (
    <ConfirmModal
      opened={opened}
      onClose={onClose}
      onConfirm={() => deletion.mutate()}
      title={t("delete.title", { name: segment.name })}
      confirmLabel={t("delete.confirm")}
      danger
      loading={deletion.isPending || usage.isLoading}
      blockedReason={blocking.count > 0 && t("delete.inUse")}
      error={failure && errorText(failure).message}
    >
      {blocking.count > 0 ? (
        <>
          <Text size="sm" mb="sm">
            {t("delete.inUseText")}
          </Text>
          <UsageList campaigns={blocking.campaigns} segments={blocking.segments} />
        </>
      ) : drafts.length > 0 ? (
        <>
          <Text size="sm" mb="sm">
            {t("delete.drafts", { count: drafts.length })}
          </Text>
          <UsageList campaigns={drafts} segments={[]} />
        </>
      ) : (
        t("delete.text")
      )}
    </ConfirmModal>
  );
}

function partsOf(usage: SegmentUsage | undefined) {
  const campaigns = usage?.campaigns.filter(({ state }) => running.includes(state)) ?? [];
  const segments = usage?.segments ?? [];
  const drafts = usage?.campaigns.filter(({ state }) => state === "draft") ?? [];
  return { blocking: { campaigns, segments, count: campaigns.length + segments.length }, drafts };
}
