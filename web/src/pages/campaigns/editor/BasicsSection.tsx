import { Stack, TextInput } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { SubscriptionGroupListItem } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { TagsField } from "../../../components/tags/TagsField.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ButtonLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import { NumberPicker } from "./NumberPicker.tsx";
import { fieldIds } from "./problems.ts";
import type { CampaignDraft } from "./use-campaign-draft.ts";

type Props = {
  editing: CampaignDraft;
  groups: UseQueryResult<SubscriptionGroupListItem[]>;
  /** The account whose template is chosen: a number of another account cannot send it. */
  templateGroupId: string | null;
  readOnly: boolean;
  showMissing: boolean;
};

/** What the campaign is called and which number it comes from. */
export function BasicsSection({ editing, groups, readOnly, showMissing }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const { draft, change } = editing;
  const usable = groups.data?.filter((group) => !group.archivedAt);

  // With one number there is nothing to choose.
  const only = usable?.length === 1 ? usable[0]?.id : undefined;
  const choosesItself = only !== undefined && draft.subscriptionGroupId === null && !readOnly;
  useEffect(() => {
    if (choosesItself) change({ subscriptionGroupId: only });
  });

  const pick = (group: SubscriptionGroupListItem) => {
    const before = usable?.find((g) => g.id === draft.subscriptionGroupId);
    // Templates belong to the WhatsApp account: with another account the chosen one is gone.
    const otherAccount = before !== undefined && before.wabaId !== group.wabaId;
    change({ subscriptionGroupId: group.id, ...(otherAccount ? { templateId: null, variables: {} } : {}) });
  };

  return (
    <Section title={t("basics.title")}>
      <Stack gap="md">
        <TextInput
          id={fieldIds.name}
          label={t("composer.name")}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={draft.name.trim() === "" && t("new.nameMissing")}
          maxLength={200}
          readOnly={readOnly}
        />
        <TagsField value={draft.tags} onChange={(tags) => change({ tags })} readOnly={readOnly} />
        {groups.error && !usable ? (
          <LoadError error={groups.error} onRetry={groups.refetch} compact />
        ) : usable?.length === 0 ? (
          <EmptyState
            compact
            title={t("basics.noNumberTitle")}
            action={<ButtonLink to={paths.whatsapp(slug, "byo")}>{t("basics.connect")}</ButtonLink>}
          >
            {t("basics.noNumber")}
          </EmptyState>
        ) : (
          <NumberPicker
            groups={usable ?? []}
            value={draft.subscriptionGroupId}
            onChange={pick}
            readOnly={readOnly}
            missing={showMissing && !draft.subscriptionGroupId}
          />
        )}
      </Stack>
    </Section>
  );
}
