import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { segmentQuery, segmentsKey, updateSegmentTags } from "../../../api/queries/segments.ts";
import type { Segment } from "../../../api/types.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { useSegmentWords } from "../../../components/segment-builder/use-segment-words.ts";
import { TagList } from "../../../components/tags/TagList.tsx";
import { TagsField } from "../../../components/tags/TagsField.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { Fact } from "../../../ui/Fact.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";

/** Who is in it, in words; its labels. */
export function AboutSection({ segment }: { segment: Segment }) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const { describe } = useSegmentWords(workspace.slug);
  const [tagging, setTagging] = useState(false);
  return (
    <Section title={t("page.about.title")}>
      <Text size="sm" mb="md">
        {describe(segment.filter)}
      </Text>
      {tagging ? (
        <TagsForm segment={segment} onClose={() => setTagging(false)} />
      ) : (
        <Group gap="xs" mb="md">
          <TagList tags={segment.tags} most={25} />
          {workspace.can("write") && (
            <Button variant="subtle" size="compact-xs" onClick={() => setTagging(true)}>
              {segment.tags.length > 0 ? t("page.about.changeTags") : t("page.about.addTags")}
            </Button>
          )}
        </Group>
      )}
      <Group component="dl" gap="xl" m={0}>
        <Fact label={t("page.about.created")}>
          <RelativeTime at={segment.createdAt} />
        </Fact>
        <Fact label={t("page.about.updated")}>
          <RelativeTime at={segment.updatedAt} />
        </Fact>
      </Group>
    </Section>
  );
}

function TagsForm({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const queryClient = useQueryClient();
  const [tags, setTags] = useState(segment.tags);
  const saving = useMutation({
    mutationFn: () => updateSegmentTags(slug, segment.id, tags),
    onSuccess: (changed) => {
      queryClient.setQueryData(segmentQuery(slug, segment.id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: segmentsKey(slug) });
      void queryClient.invalidateQueries({ queryKey: ["tags", slug] });
      onClose();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={save}>
      <Stack gap="xs" mb="md">
        <TagsField value={tags} onChange={setTags} />
        <ErrorAlert error={saving.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={saving.isPending}>
            {t("page.about.saveTags")}
          </Button>
          <Button variant="default" size="xs" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
