import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { homeQuery } from "../../api/queries/home.ts";
import type { Home } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { Checklist } from "./Checklist.tsx";
import { RecentCampaigns } from "./RecentCampaigns.tsx";
import { Totals } from "./Totals.tsx";
import { Warnings } from "./Warnings.tsx";

// The charts library is heavy; the rest of Home does not wait for it.
const MessagesChart = lazy(() => import("./MessagesChart.tsx").then((m) => ({ default: m.MessagesChart })));

export function HomePage() {
  const { t } = useTranslation("home");
  const workspace = useWorkspace();
  const query = useQuery(homeQuery(workspace.slug));
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { workspace: workspace.name })} />
      {query.data ? (
        <HomeContent home={query.data} />
      ) : query.error ? (
        <LoadError error={query.error} onRetry={query.refetch} />
      ) : (
        <Stack gap="md">
          <CardSkeleton height={220} />
          <CardSkeleton height={96} />
          <CardSkeleton height={280} />
        </Stack>
      )}
    </>
  );
}

function HomeContent({ home }: { home: Home }) {
  const started = home.series.some((day) => day.accepted > 0 || day.failed > 0);
  return (
    <Stack gap="md">
      <Warnings warnings={home.warnings} />
      <Checklist items={home.checklist} />
      <Totals totals={home.totals} />
      {started && (
        <Suspense fallback={<CardSkeleton height={320} />}>
          <MessagesChart series={home.series} />
        </Suspense>
      )}
      <RecentCampaigns campaigns={home.recentCampaigns} />
    </Stack>
  );
}
