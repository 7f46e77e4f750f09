/** Meta fetches the files of a message itself, after it took the message: what it cannot fetch fails late, with 131053. */
import type { Sandbox } from "../../sandbox.ts";

const CACHE_MS = 600_000;
const TIMEOUT_MS = 5000;
const fetched = new Map<string, { at: number; ok: Promise<boolean> }>();

/** Whether all addresses can be fetched. Only addresses of this machine are tried: the sandbox needs no network. */
export async function canFetchAll(_sandbox: Sandbox, links: string[]): Promise<boolean> {
  const checks = await Promise.all(links.filter(isLocal).map(canFetch));
  return checks.every(Boolean);
}

function isLocal(link: string): boolean {
  return (
    URL.canParse(link) &&
    /^(localhost|127\.|\[::1\]|10\.|192\.168\.|host\.docker)/.test(new URL(link).hostname)
  );
}

function canFetch(link: string): Promise<boolean> {
  const now = Date.now();
  const known = fetched.get(link);
  if (known && now - known.at < CACHE_MS) return known.ok;
  const ok = fetch(link, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
  if (fetched.size > 1000) fetched.clear();
  fetched.set(link, { at: now, ok });
  void ok.then((worked) => {
    if (!worked) fetched.delete(link);
  });
  return ok;
}
