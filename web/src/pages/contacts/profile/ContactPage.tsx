import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactQuery } from "../../../api/queries/contacts.ts";
import { contactName } from "../../../components/contact-name.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { ActivityCard } from "./ActivityCard.tsx";
import { AttributesCard } from "./AttributesCard.tsx";
import { ContactHeader } from "./ContactHeader.tsx";
import { Conversation } from "./Conversation.tsx";
import { DeleteContactModal } from "./DeleteContactModal.tsx";
import { DetailsCard } from "./DetailsCard.tsx";
import classes from "./profile.module.css";
import { SegmentsCard } from "./SegmentsCard.tsx";
import { SubscriptionsCard } from "./SubscriptionsCard.tsx";

/** Everything about one person: the conversation and what they did, beside what is known and allowed. */
export function ContactPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const { contactId = "" } = useParams({ strict: false }) as { contactId?: string };
  const { data: contact, error, refetch } = useQuery(contactQuery(workspace.slug, contactId));
  const [deleting, setDeleting] = useState(false);
  if (error && !contact) return <LoadError error={error} onRetry={refetch} />;
  if (!contact) return <PageSkeleton />;
  const canWrite = workspace.can("write");
  const card = { workspace: workspace.slug, contact, readOnly: !canWrite };
  return (
    <>
      <ContactHeader
        workspace={workspace.slug}
        contact={contact}
        onDelete={canWrite ? () => setDeleting(true) : undefined}
      />
      <div className={classes.layout}>
        <Stack gap="md" className={classes.main}>
          <Conversation workspace={workspace.slug} contact={contact} />
          <ActivityCard workspace={workspace.slug} contact={contact} />
        </Stack>
        <Stack gap="md" className={classes.side}>
          <SubscriptionsCard {...card} />
          <AttributesCard {...card} />
          <SegmentsCard workspace={workspace.slug} contact={contact} />
          <DetailsCard {...card} />
        </Stack>
      </div>
      <DeleteContactModal
        workspace={workspace.slug}
        contact={{ id: contact.id, name: contactName(contact) ?? t("unnamed") }}
        opened={deleting}
        onClose={() => setDeleting(false)}
      />
    </>
  );
}
