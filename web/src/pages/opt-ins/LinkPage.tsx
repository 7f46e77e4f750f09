import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { linkQuery, type OptInLinkInput } from "../../api/queries/opt-ins.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ForbiddenState } from "../../ui/ForbiddenState.tsx";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { LinkForm } from "./LinkForm.tsx";
import { useLoadedNumbers } from "./NumberSelect.tsx";

export function NewLinkPage() {
  const { t } = useTranslation("optins");
  const { can } = useWorkspace();
  const numbers = useLoadedNumbers();
  if (!can("write")) return <ForbiddenState />;
  if (!numbers) return <CardSkeleton height={320} />;
  const only = numbers.length === 1 ? numbers[0] : undefined;
  const initial: OptInLinkInput = {
    name: "",
    subscriptionGroupId: only?.id ?? "",
    text: t("links.defaultText"),
    attribute: null,
    note: "",
    thankYou: t("links.defaultThankYou"),
    countScans: !/^(localhost|127\.|\[|10\.|192\.168\.)/.test(location.hostname),
  };
  return <LinkForm initial={initial} />;
}

export function LinkPage() {
  const { slug } = useWorkspace();
  const { linkId } = useParams({ strict: false }) as { linkId: string };
  const query = useQuery(linkQuery(slug, linkId));
  if (query.data) return <LinkForm key={query.data.id} initial={query.data} link={query.data} />;
  if (query.error) return <LoadError error={query.error} onRetry={query.refetch} />;
  return <CardSkeleton height={320} />;
}
