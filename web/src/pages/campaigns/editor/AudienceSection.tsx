import { Group, Loader, Select, Stack, Text } from "@mantine/core";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../../../api/queries/segments.ts";
import type { CampaignCheck } from "../../../api/types.ts";
import type { SaveStatus } from "../../../components/composer/autosaver.ts";
import { selectDropdown } from "../../../components/composer/select-dropdown.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useSegmentWords } from "../../../components/segment-builder/use-segment-words.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ButtonLink, TextLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import { AudienceReach } from "./AudienceReach.tsx";
import { fieldIds } from "./problems.ts";
import type { Draft } from "./use-campaign-draft.ts";

type Props = {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  check: UseQueryResult<CampaignCheck>;
  status: SaveStatus;
  readOnly: boolean;
  showMissing: boolean;
};

/** Who gets it: the segment, and how many of its people can be reached. */
export function AudienceSection({ draft, change, check, status, readOnly, showMissing }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const segments = useQuery(segmentsQuery(slug));
  const chosen = segments.data?.find((segment) => segment.id === draft.segmentId);
  const { summarize } = useSegmentWords(slug);
  const inWords = chosen && summarize(chosen.filter);
  const counting = status !== "saved" || check.isPlaceholderData || check.isPending;
  if (segments.error && !segments.data) {
    return (
      <Section title={t("audience.title")}>
        <LoadError error={segments.error} onRetry={segments.refetch} compact />
      </Section>
    );
  }
  return (
    <Section
      title={t("audience.title")}
      description={t("audience.description")}
      actions={
        chosen && (
          <TextLink to={paths.segment(slug, chosen.id)} size="sm">
            {t("audience.open")}
          </TextLink>
        )
      }
    >
      {segments.data?.length === 0 ? (
        <EmptyState
          compact
          title={t("audience.noneTitle")}
          action={<ButtonLink to={paths.newSegment(slug)}>{t("audience.createFirst")}</ButtonLink>}
        >
          {t("audience.none")}
        </EmptyState>
      ) : (
        <Stack gap="md">
          <Select
            id={fieldIds.segment}
            label={t("composer.segment")}
            description={inWords}
            placeholder={t("audience.placeholder")}
            data={(segments.data ?? []).map((segment) => ({ value: segment.id, label: segment.name }))}
            value={draft.segmentId}
            onChange={(segmentId) => segmentId && change({ segmentId })}
            nothingFoundMessage={t("audience.nothing")}
            searchable
            allowDeselect={false}
            readOnly={readOnly}
            rightSection={segments.isPending ? <Loader size={14} /> : undefined}
            error={showMissing && !draft.segmentId && t("problems.segment_missing")}
            comboboxProps={selectDropdown}
          />
          {draft.segmentId &&
            (check.data ? (
              <AudienceReach
                audience={check.data.audience}
                counting={counting}
                hasNumber={!!draft.subscriptionGroupId}
              />
            ) : check.error ? (
              <LoadError error={check.error} onRetry={check.refetch} compact />
            ) : (
              <Group gap="xs">
                <Loader size="xs" />
                <Text size="sm" c="dimmed">
                  {t("audience.counting")}
                </Text>
              </Group>
            ))}
        </Stack>
      )}
    </Section>
  );
}
