import type { Template } from "../../api/types.ts";
import type { Sort } from "../../ui/DataTable.tsx";
import { useUrlState } from "../../util/search.ts";

const sortable = ["name", "language", "category", "status", "syncedAt"] as const;
type SortKey = (typeof sortable)[number];

/** Filters, sort and the open template, all from the address. Language and category narrow what the server sent. */
export function useTemplateFilters() {
  const [search, setSearch] = useUrlState();
  const key = sortable.find((name) => name === search.sort) ?? "name";
  const sort: Sort & { key: SortKey } = { key, direction: search.dir === "desc" ? "desc" : "asc" };

  const narrow = (templates: Template[]): Template[] => {
    const sign = sort.direction === "asc" ? 1 : -1;
    return templates
      .filter((template) => !search.language || template.language === search.language)
      .filter((template) => !search.category || template.category === search.category)
      .sort(
        (a, b) => sign * (a[key] ?? "").localeCompare(b[key] ?? "") || a.language.localeCompare(b.language),
      );
  };
  return {
    search,
    setSearch,
    sort,
    narrow,
    onServer: { q: search.q, status: search.status, subscriptionGroupId: search.number },
    filtered: Boolean(search.q || search.status || search.number || search.language || search.category),
  };
}
