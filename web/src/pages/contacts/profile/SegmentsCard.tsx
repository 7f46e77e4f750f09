import { Group, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { contactSegmentsQuery } from "../../../api/queries/profile.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { PlainLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import classes from "./profile.module.css";

/** The segments that this contact is in at this moment. */
export function SegmentsCard({ workspace, contactId }: { workspace: string; contactId: string }) {
  const { t } = useTranslation("contacts");
  const { data, error, refetch } = useQuery(contactSegmentsQuery(workspace, contactId));
  return (
    <Section title={t("profile.segments")}>
      {error && !data ? (
        <LoadError error={error} onRetry={refetch} compact />
      ) : !data ? (
        <Skeleton h={26} radius="xl" w="60%" />
      ) : data.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(data.complete ? "profile.noSegments" : "profile.segmentsSlow")}
        </Text>
      ) : (
        <Group gap={6}>
          {data.items.map((segment) => (
            <PlainLink key={segment.id} to={paths.segment(workspace, segment.id)} className={classes.chip}>
              {segment.name}
            </PlainLink>
          ))}
        </Group>
      )}
    </Section>
  );
}
