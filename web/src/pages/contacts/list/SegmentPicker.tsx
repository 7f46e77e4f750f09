import { Select } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../../../api/queries/segments.ts";
import { useUrlState } from "../../../util/search.ts";

/** Narrows the list to one segment; the choice lives in the address. */
export function SegmentPicker({ workspace }: { workspace: string }) {
  const { t } = useTranslation("contacts");
  const [{ segmentId = "" }, setSearch] = useUrlState();
  const { data: segments = [] } = useQuery(segmentsQuery(workspace));
  if (segments.length === 0) return null;
  return (
    <Select
      aria-label={t("segmentFilter")}
      placeholder={t("allContacts")}
      leftSection={<IconFilter size={15} aria-hidden />}
      w={240}
      maw="100%"
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("clearSegment") }}
      nothingFoundMessage={t("noSegmentFound")}
      value={segmentId || null}
      data={segments.map((segment) => ({ value: segment.id, label: segment.name }))}
      onChange={(id) => setSearch({ segmentId: id ?? undefined })}
    />
  );
}
