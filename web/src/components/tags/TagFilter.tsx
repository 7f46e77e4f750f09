import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { knownTagsQuery } from "../../api/queries/segment-page.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useUrlState } from "../../util/search.ts";

/** Narrows a list to one label (`?tag=`). `on`: whose labels. Nothing to show while nothing is labelled. */
export function TagFilter({ on }: { on: "campaigns" | "segments" }) {
  const { t } = useTranslation();
  const { slug } = useWorkspace();
  const [{ tag }, setSearch] = useUrlState();
  const { data: known = [] } = useQuery(knownTagsQuery(slug));
  const names = known.filter((one) => one[on] > 0).map((one) => one.name);
  if (names.length === 0 && !tag) return null;
  return (
    <Select
      aria-label={t("tags.filter")}
      placeholder={t("tags.any")}
      data={tag && !names.includes(tag) ? [tag, ...names] : names}
      value={tag ?? null}
      onChange={(value) => setSearch({ tag: value ?? undefined })}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("tags.any") }}
      w={180}
    />
  );
}
