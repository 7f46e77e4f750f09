import { useNavigate, useSearch } from "@tanstack/react-router";

/** The URL's query as plain strings: what the address bar says is what a page gets. */
export type Search = Record<string, string>;

export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Empty values vanish, so that a cleared filter leaves a clean address. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== "") params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

/**
 * State that lives in the URL (filters, tabs, the open drawer).
 * `const [search, setSearch] = useUrlState(); setSearch({ status: "APPROVED" })` merges; "" or undefined removes.
 */
export function useUrlState(): [Search, (patch: Record<string, string | undefined>) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const patch = (change: Record<string, string | undefined>) => {
    void navigate({
      to: ".",
      search: (old: Record<string, unknown>) => ({ ...old, ...change }),
      replace: true,
      resetScroll: false,
    } as never);
  };
  return [search, patch];
}
