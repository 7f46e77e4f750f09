import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Contact } from "../../../api/types.ts";
import { PlainLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import classes from "./profile.module.css";

/** The segments that this contact is in at this moment. */
export function SegmentsCard({ workspace, contact }: { workspace: string; contact: Contact }) {
  const { t } = useTranslation("contacts");
  return (
    <Section title={t("profile.segments")}>
      {contact.segments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("profile.noSegments")}
        </Text>
      ) : (
        <Group gap={6}>
          {contact.segments.map((segment) => (
            <PlainLink key={segment.id} to={paths.segment(workspace, segment.id)} className={classes.chip}>
              {segment.name}
            </PlainLink>
          ))}
        </Group>
      )}
    </Section>
  );
}
