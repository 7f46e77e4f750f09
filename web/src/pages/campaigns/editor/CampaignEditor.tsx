import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { campaignCheckQuery } from "../../../api/queries/campaigns.ts";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import { templatesQuery } from "../../../api/queries/templates.ts";
import type { Campaign } from "../../../api/types.ts";
import { PreviewPane } from "../../../components/composer/PreviewPane.tsx";
import { useFieldProblems } from "../../../components/composer/use-field-problems.ts";
import { useMessagePreview } from "../../../components/composer/use-message-preview.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { formatPhone } from "../../../ui/format.ts";
import { isApiTriggered } from "../campaign-state.ts";
import { ApiSection } from "./ApiSection.tsx";
import { AudienceSection } from "./AudienceSection.tsx";
import { BasicsSection } from "./BasicsSection.tsx";
import classes from "./CampaignEditor.module.css";
import { EditorHeader } from "./EditorHeader.tsx";
import { MessageSection } from "./MessageSection.tsx";
import { ReviewSection } from "./ReviewSection.tsx";
import { useCampaignDraft } from "./use-campaign-draft.ts";

/** One page for a draft: what is said on the left, what arrives on the right, and at the end the launch. */
export function CampaignEditor({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const editing = useCampaignDraft(campaign);
  const { draft, change } = editing;
  const [attempted, setAttempted] = useState(false);
  const readOnly = !workspace.can("write");
  const apiTriggered = isApiTriggered(campaign.kind);

  const groups = useQuery(subscriptionGroupsQuery(workspace.slug));
  const group = groups.data?.find((g) => g.id === draft.subscriptionGroupId) ?? null;
  const templates = useQuery(
    templatesQuery(
      workspace.slug,
      draft.subscriptionGroupId ? { subscriptionGroupId: draft.subscriptionGroupId } : {},
    ),
  );
  const template = templates.data?.find((x) => x.id === draft.templateId) ?? null;
  const preview = useMessagePreview(template, draft.variables);
  const check = useQuery(campaignCheckQuery(workspace.slug, campaign.id, editing.revision));
  const fieldProblems = useFieldProblems(preview.preview?.problems, draft.variables);

  return (
    <>
      <EditorHeader campaign={campaign} editing={editing} />
      <div className={classes.page}>
        <div className={classes.write}>
          <BasicsSection
            editing={editing}
            groups={groups}
            templateGroupId={template?.whatsappBusinessGroupId ?? null}
            readOnly={readOnly}
            showMissing={attempted}
          />
          <MessageSection
            draft={draft}
            change={change}
            templates={templates}
            template={template}
            problems={fieldProblems}
            showMissing={attempted}
            apiTriggered={apiTriggered}
            readOnly={readOnly}
          />
        </div>
        <aside className={classes.preview}>
          <PreviewPane
            state={preview}
            senderName={group?.displayName || (group && formatPhone(group.phone)) || workspace.name}
            empty={t("preview.chooseTemplate")}
          />
        </aside>
        <div className={classes.rest}>
          {apiTriggered ? (
            <ApiSection campaign={campaign} variables={draft.variables} />
          ) : (
            <AudienceSection
              draft={draft}
              change={change}
              check={check}
              status={editing.status}
              readOnly={readOnly}
              showMissing={attempted}
            />
          )}
          <ReviewSection
            campaign={campaign}
            editing={editing}
            group={group}
            template={template}
            check={check}
            readOnly={readOnly}
            onAttempt={() => setAttempted(true)}
          />
        </div>
      </div>
    </>
  );
}
