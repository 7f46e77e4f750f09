import { Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactQuery } from "../../../api/queries/contacts.ts";
import { contactName } from "../../../components/contact-name.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useUrlState } from "../../../util/search.ts";
import { AttributesCard } from "./AttributesCard.tsx";
import { CampaignsCard } from "./CampaignsCard.tsx";
import { ContactHeader } from "./ContactHeader.tsx";
import { Conversation } from "./Conversation.tsx";
import { DeleteContactModal } from "./DeleteContactModal.tsx";
import { DetailsCard } from "./DetailsCard.tsx";
import { MergeModal } from "./MergeModal.tsx";
import { ProfileSkeleton } from "./ProfileSkeleton.tsx";
import classes from "./profile.module.css";
import { SegmentsCard } from "./SegmentsCard.tsx";
import { SubscriptionsCard } from "./SubscriptionsCard.tsx";
import { Timeline } from "./Timeline.tsx";

const tabs = ["conversation", "timeline", "attributes", "campaigns"] as const;

/** Everything about one person: what was said and done, beside what is known and allowed. Each part loads by itself. */
export function ContactPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const { contactId = "" } = useParams({ strict: false }) as { contactId?: string };
  const [{ tab }, setSearch] = useUrlState();
  const { data: contact, error, refetch } = useQuery(contactQuery(workspace.slug, contactId));
  const [deleting, setDeleting] = useState(false);
  const [merging, setMerging] = useState(false);
  if (error && !contact) return <LoadError error={error} onRetry={refetch} />;
  if (!contact) return <ProfileSkeleton />;
  const canWrite = workspace.can("write");
  const card = { workspace: workspace.slug, contact, readOnly: !canWrite };
  const shown = tabs.find((name) => name === tab) ?? "conversation";
  return (
    <>
      <ContactHeader
        workspace={workspace.slug}
        contact={contact}
        onDelete={canWrite ? () => setDeleting(true) : undefined}
        onMerge={() => setMerging(true)}
      />
      <div className={classes.layout}>
        <Tabs
          value={shown}
          onChange={(name) => setSearch({ tab: name === "conversation" ? undefined : (name ?? undefined) })}
          keepMounted={false}
          className={classes.main}
        >
          <Tabs.List mb="md">
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`profile.tab.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="conversation">
            <Conversation workspace={workspace.slug} contact={contact} />
          </Tabs.Panel>
          <Tabs.Panel value="timeline">
            <Timeline {...card} />
          </Tabs.Panel>
          <Tabs.Panel value="attributes">
            <AttributesCard {...card} />
          </Tabs.Panel>
          <Tabs.Panel value="campaigns">
            <CampaignsCard workspace={workspace.slug} contactId={contact.id} />
          </Tabs.Panel>
        </Tabs>
        <Stack gap="md" className={classes.side}>
          <SubscriptionsCard {...card} />
          <SegmentsCard workspace={workspace.slug} contactId={contact.id} />
          <DetailsCard {...card} />
        </Stack>
      </div>
      {merging && (
        <MergeModal workspace={workspace.slug} contact={contact} onClose={() => setMerging(false)} />
      )}
      <DeleteContactModal
        workspace={workspace.slug}
        contact={{ id: contact.id, name: contactName(contact) ?? t("unnamed") }}
        opened={deleting}
        onClose={() => setDeleting(false)}
      />
    </>
  );
}
