import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../../api/queries/segments.ts";
import { useBuilder, useLeaf } from "./builder-context.ts";
import type { DraftSegment } from "./draft-types.ts";
import { PickField } from "./PickField.tsx";

/** "is in Gold customers". Being outside a segment is said by a group of "none of these". */
export function SegmentFields({ leaf }: { leaf: DraftSegment }) {
  const { t } = useTranslation("segments");
  const { workspace, ownSegmentId } = useBuilder();
  const { change, wrong } = useLeaf(leaf);
  const { data: segments = [], isPending } = useQuery(segmentsQuery(workspace));
  const options = segments
    .filter((segment) => segment.id !== ownSegmentId)
    .map((segment) => ({ value: segment.id, label: segment.name }));
  const missing =
    leaf.segmentId !== "" && !isPending && !options.some((option) => option.value === leaf.segmentId);
  if (missing) options.push({ value: leaf.segmentId, label: t("builder.unknownSegment") });
  return (
    <>
      <Text size="sm" c="dimmed" aria-hidden>
        {t("builder.isIn")}
      </Text>
      <PickField
        name={t("builder.segment")}
        placeholder={t("builder.segmentPlaceholder")}
        searchable
        w={240}
        invalid={wrong("segmentId")}
        value={leaf.segmentId}
        data={options}
        nothingFoundMessage={isPending ? t("builder.loading") : t("builder.noSegments")}
        onPick={(segmentId) => change({ segmentId })}
      />
    </>
  );
}
