import { Button, Group, Select } from "@mantine/core";
import { IconPlus, IconSpeakerphone } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { campaignPagesQuery } from "../../../api/queries/campaigns.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { TagFilter } from "../../../components/tags/TagFilter.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { DataTable } from "../../../ui/DataTable.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { SearchInput } from "../../../ui/SearchInput.tsx";
import { paths } from "../../../util/paths.ts";
import { useUrlState } from "../../../util/search.ts";
import { campaignStates, isDraft } from "../campaign-state.ts";
import { NewCampaignModal } from "./NewCampaignModal.tsx";
import { useCampaignColumns } from "./use-campaign-columns.tsx";

export function CampaignListPage() {
  return <CampaignList creating={false} />;
}

/** The same page with its form open; it has an address of its own so that other pages can lead to it. */
export function NewCampaignPage() {
  return <CampaignList creating />;
}

function CampaignList({ creating }: { creating: boolean }) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const [search, setSearch] = useUrlState();
  const filters = { q: search.q, state: search.state, tag: search.tag };
  const campaigns = useInfiniteQuery(campaignPagesQuery(workspace.slug, filters));
  const rows = campaigns.data?.pages.flatMap((page) => page.items);
  const columns = useCampaignColumns();
  const filtered = Boolean(filters.q || filters.state || filters.tag);
  const create = () => void navigate({ to: paths.newCampaign(workspace.slug) });
  return (
    <>
      <PageHeader
        title={t("list.title")}
        description={t("list.description")}
        actions={
          <ActionButton
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={create}
            disabledReason={!workspace.can("write") && t("common:readOnly")}
          >
            {t("list.create")}
          </ActionButton>
        }
      />
      <Group mb="md" gap="xs">
        <SearchInput label={t("list.search")} />
        <Select
          aria-label={t("list.filterState")}
          placeholder={t("list.anyState")}
          data={campaignStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          value={filters.state ?? null}
          onChange={(state) => setSearch({ state: state ?? undefined })}
          clearable
          w={180}
        />
        <TagFilter on="campaigns" />
      </Group>
      <DataTable
        label={t("list.title")}
        columns={columns}
        rows={rows}
        rowKey={(campaign) => campaign.id}
        rowLink={(campaign) =>
          isDraft(campaign.state)
            ? paths.editCampaign(workspace.slug, campaign.id)
            : paths.campaign(workspace.slug, campaign.id)
        }
        error={campaigns.error && !rows && <LoadError error={campaigns.error} onRetry={campaigns.refetch} />}
        empty={
          filtered ? (
            <EmptyState title={t("common:noMatches.title")}>{t("common:noMatches.message")}</EmptyState>
          ) : (
            <EmptyState
              icon={IconSpeakerphone}
              title={t("list.emptyTitle")}
              action={workspace.can("write") && <Button onClick={create}>{t("list.emptyAction")}</Button>}
            >
              {t("list.emptyMessage")}
            </EmptyState>
          )
        }
      />
      <LoadMore
        hasMore={campaigns.hasNextPage}
        loading={campaigns.isFetchingNextPage}
        onLoad={() => void campaigns.fetchNextPage()}
      />
      <NewCampaignModal
        opened={creating && workspace.can("write")}
        onClose={() => void navigate({ to: paths.campaigns(workspace.slug) })}
      />
    </>
  );
}
