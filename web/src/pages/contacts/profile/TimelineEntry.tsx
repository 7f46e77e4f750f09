import { Text, ThemeIcon, UnstyledButton, VisuallyHidden } from "@mantine/core";
import {
  IconArrowBackUp,
  IconBell,
  IconBolt,
  IconChevronRight,
  IconMessageCircle,
  IconPencil,
  IconSend,
  IconShoppingBag,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimelineItem } from "../../../api/queries/profile.ts";
import { TextLink } from "../../../ui/links.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { paths } from "../../../util/paths.ts";
import { EditEntry } from "./EditEntry.tsx";
import { ObjectValue } from "./ObjectValue.tsx";
import classes from "./profile.module.css";
import { useTimelineWords } from "./use-timeline-words.ts";

const icons: Readonly<Record<string, typeof IconBolt>> = {
  event: IconBolt,
  purchase: IconShoppingBag,
  sent: IconSend,
  received: IconMessageCircle,
  subscription: IconBell,
  edit: IconPencil,
};

type Props = { workspace: string; contactId: string; item: TimelineItem; canUndo: boolean };

/** One thing that happened: what, when, by whom; properties and changes unfold. */
export function TimelineEntry({ workspace, contactId, item, canUndo }: Props) {
  const { t } = useTranslation("contacts");
  const words = useTimelineWords();
  const Icon = item.kind === "edit" && item.data.undoes ? IconArrowBackUp : (icons[item.kind] ?? IconBolt);
  const { headline, detail } = words(item);
  const campaignId = typeof item.data.campaignId === "string" ? item.data.campaignId : null;
  return (
    <li className={classes.entry}>
      <ThemeIcon variant="light" color="gray" size={26} radius="xl" aria-hidden>
        <Icon size={14} />
      </ThemeIcon>
      <div className={classes.entryBody}>
        <div className={classes.eventHead}>
          <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
            <VisuallyHidden>{t(`timeline.kind.${item.kind}`)}: </VisuallyHidden>
            {campaignId ? (
              <TextLink to={paths.campaign(workspace, campaignId)} size="sm">
                {headline}
              </TextLink>
            ) : (
              headline
            )}
          </Text>
          <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
            <RelativeTime at={item.at} />
          </Text>
        </div>
        {detail && (
          <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
            {detail}
          </Text>
        )}
        {item.kind === "edit" && (
          <EditEntry workspace={workspace} contactId={contactId} item={item} canUndo={canUndo} />
        )}
        {(item.kind === "event" || item.kind === "purchase") && <Properties of={item.data} />}
      </div>
    </li>
  );
}

function Properties({ of }: { of: Record<string, unknown> }) {
  const { t } = useTranslation("contacts");
  const [open, setOpen] = useState(false);
  if (Object.keys(of).length === 0) return null;
  return (
    <>
      <UnstyledButton className={classes.eventToggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={13} data-open={open || undefined} aria-hidden />
        {t(open ? "activity.hideDetails" : "activity.showDetails")}
      </UnstyledButton>
      {open && (
        <div className={classes.properties}>
          <ObjectValue value={of as never} />
        </div>
      )}
    </>
  );
}
