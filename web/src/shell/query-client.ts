import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/client.ts";
import { loginPath } from "../util/paths.ts";

/**
 * A session that ended while a page was open: go and sign in, then come back here. Only for reads: a failed save stays where
 * it is, with what was typed.
 */
function leaveWhenSignedOut(error: unknown): void {
  const { pathname, search } = window.location;
  if (error instanceof ApiError && error.status === 401 && !pathname.startsWith("/login")) {
    window.location.assign(loginPath(pathname + search));
  }
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only an unreachable or failing server is worth asking again.
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiError && error.status > 0 && error.status < 500),
    },
  },
});
