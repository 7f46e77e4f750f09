import { Button, Group, Select, Stack, TagsInput, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  optInsKey,
  resetWords,
  type SubscriptionWords,
  saveWords,
  wordsQuery,
} from "../../api/queries/opt-ins.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { useFormat } from "../../ui/format.ts";
import { notifyDone } from "../../ui/notify.ts";
import { Section } from "../../ui/Section.tsx";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { useFieldErrors } from "./use-field-errors.ts";

/** The words by which people leave and return, language by language, and what is answered then. */
export function WordsTab() {
  const { t, i18n } = useTranslation("optins");
  const { slug } = useWorkspace();
  const query = useQuery(wordsQuery(slug));
  const format = useFormat();
  const [language, setLanguage] = useState(i18n.language.slice(0, 2));
  if (query.error) return <LoadError error={query.error} onRetry={query.refetch} />;
  if (!query.data) return <CardSkeleton height={320} />;
  const words = query.data.find((one) => one.language === language) ?? query.data[0];
  return (
    <Stack gap="md" maw={720}>
      <Select
        label={t("words.language")}
        data={query.data.map((one) => ({ value: one.language, label: format.language(one.language) }))}
        value={words?.language ?? null}
        onChange={(value) => value && setLanguage(value)}
        allowDeselect={false}
        maw={280}
      />
      {words && (
        <WordsForm key={JSON.stringify(words)} words={words} name={format.languageInText(words.language)} />
      )}
    </Stack>
  );
}

function WordsForm({ words, name }: { words: SubscriptionWords; name: string }) {
  const { t } = useTranslation("optins");
  const { slug, can } = useWorkspace();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(words);
  const done = (text: string) => async () => {
    notifyDone(text);
    await queries.invalidateQueries({ queryKey: optInsKey(slug) });
  };
  const save = useMutation({ mutationFn: () => saveWords(slug, draft), onSuccess: done(t("words.saved")) });
  const reset = useMutation({
    mutationFn: () => resetWords(slug, words.language),
    onSuccess: done(t("words.wasReset")),
  });
  const error = useFieldErrors(save.error);
  const readOnly = !can("manage");
  const change = (patch: Partial<SubscriptionWords>) => setDraft((old) => ({ ...old, ...patch }));
  const dirty = JSON.stringify(draft) !== JSON.stringify(words);
  const parts = [
    { list: "leaving", reply: "leavingReply" },
    { list: "returning", reply: "returningReply" },
  ] as const;
  return (
    <Stack gap="md">
      <ErrorAlert error={save.error ?? reset.error} />
      {parts.map(({ list, reply }) => (
        <Section key={list} title={t(`words.${list}`)} description={t(`words.${list}Help`)}>
          <Stack gap="md">
            <TagsInput
              label={t("words.list", { language: name })}
              description={t("words.listHelp")}
              value={draft[list]}
              onChange={(value) => change({ [list]: value })}
              acceptValueOnBlur
              readOnly={readOnly}
              error={error(list)}
            />
            <Textarea
              label={t("words.reply")}
              description={t("words.replyHelp")}
              placeholder={t(`words.${reply}Sample`)}
              autosize
              minRows={2}
              maxLength={1000}
              value={draft[reply]}
              onChange={(event) => change({ [reply]: event.currentTarget.value })}
              readOnly={readOnly}
              error={error(reply)}
            />
          </Stack>
        </Section>
      ))}
      <Text size="sm" c="dimmed">
        {t("words.always")}
      </Text>
      <Group justify="flex-end">
        {words.changed && !readOnly && (
          <Button variant="default" onClick={() => reset.mutate()} loading={reset.isPending}>
            {t("words.reset")}
          </Button>
        )}
        <ActionButton
          onClick={() => save.mutate()}
          loading={save.isPending}
          disabledReason={readOnly ? t("common:readOnly") : !dirty && t("nothingChanged")}
        >
          {t("save")}
        </ActionButton>
      </Group>
    </Stack>
  );
}
