import { ApiError } from "../api/client.ts";
import { useErrorText } from "../api/use-error-text.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { ForbiddenState } from "../ui/ForbiddenState.tsx";

type Props = { error: unknown; onRetry?: () => unknown; compact?: boolean };

/** What a page or a list shows when its query failed: forbidden, or what happened with a way to try again. */
export function LoadError({ error, onRetry, compact }: Props) {
  const errorText = useErrorText();
  if (error instanceof ApiError && error.status === 403) return <ForbiddenState />;
  const retry = onRetry && (() => void onRetry());
  return <ErrorState {...errorText(error)} onRetry={retry} compact={compact} />;
}
