import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Segment, SegmentCount } from "../../../api/types.ts";
import { contactName } from "../../../components/contact-name.ts";
import { ExportButton } from "../../../components/exports/ExportButton.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { TextLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { RowsSkeleton } from "../../../ui/Skeletons.tsx";
import { paths } from "../../../util/paths.ts";
import classes from "./SegmentPage.module.css";

/** The newest few of them, and the way to all. */
export function SampleSection({ segment, count }: { segment: Segment; count: SegmentCount | undefined }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const format = useFormat();
  return (
    <Section
      title={t("page.sample.title")}
      actions={<ExportButton source={{ segmentId: segment.id }} name={segment.name} size="xs" />}
    >
      {!count ? (
        <RowsSkeleton />
      ) : count.sample.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("page.sample.nobody")}
        </Text>
      ) : (
        <ul className={classes.rows}>
          {count.sample.map((contact) => (
            <li key={contact.id} className={classes.row}>
              <TextLink to={paths.contact(slug, contact.id)} size="sm" className={classes.grow}>
                {contactName(contact) ?? t("size.unnamed")}
              </TextLink>
              <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                {contact.phone ? format.phone(contact.phone) : (contact.homeCity ?? "")}
              </Text>
            </li>
          ))}
          <li>
            <TextLink to={`${paths.contacts(slug)}?segmentId=${segment.id}`} size="sm" fw={550}>
              {t("page.sample.all")}
            </TextLink>
          </li>
        </ul>
      )}
    </Section>
  );
}
