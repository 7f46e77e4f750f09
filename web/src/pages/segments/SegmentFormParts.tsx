import { ActionIcon, Alert, Button, Group, Text, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconHistory,
  IconLink,
  IconShare3,
} from "@tabler/icons-react";
import { type ReactNode, useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../api/types.ts";
import { useSegmentWords } from "../../components/segment-builder/use-segment-words.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { useFormat } from "../../ui/format.ts";
import type { LocalDraft } from "./local-draft.ts";
import classes from "./SegmentForm.module.css";
import type { SegmentFormState } from "./use-segment-form.ts";

type ToolProps = { form: SegmentFormState; link: string | null; readOnly: boolean };

/** Undo, redo, and the link to these filters as they are on screen. */
export function DraftTools({ form, link, readOnly }: ToolProps) {
  const { t } = useTranslation("segments");
  const clipboard = useClipboard({ timeout: 1500 });
  const Icon = clipboard.copied ? IconCheck : IconLink;
  return (
    <>
      {!readOnly && (
        <>
          <ToolButton label={t("undo")} keys="Ctrl+Z" disabled={!form.canUndo} onClick={form.undo}>
            <IconArrowBackUp size={17} />
          </ToolButton>
          <ToolButton label={t("redo")} keys="Ctrl+Shift+Z" disabled={!form.canRedo} onClick={form.redo}>
            <IconArrowForwardUp size={17} />
          </ToolButton>
        </>
      )}
      <ActionButton
        variant="default"
        size="xs"
        leftSection={<Icon size={15} aria-hidden />}
        disabledReason={link === null && t("share.tooLong")}
        onClick={() => link && clipboard.copy(link)}
      >
        {clipboard.copied ? t("common:copied") : t("share.copy")}
      </ActionButton>
    </>
  );
}

type ButtonProps = {
  label: string;
  keys: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
};

function ToolButton({ label, keys, disabled, onClick, children }: ButtonProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon
        variant="transparent"
        color="gray"
        bg="transparent"
        aria-label={label}
        aria-keyshortcuts={keys.replace("Ctrl", "Control")}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** The filters as a sentence. It follows typing at its own pace. */
export function FilterWords({ filter }: { filter: Filter | null }) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const shown = useDeferredValue(filter);
  const { describe } = useSegmentWords(workspace.slug, shown);
  if (!shown) return null;
  return (
    <section aria-label={t("inWords")} className={classes.words}>
      <Text size="xs" c="dimmed" fw={550}>
        {t("inWords")}
      </Text>
      <Text size="sm">{describe(shown)}</Text>
    </section>
  );
}

/** These filters came in a link, and nothing of them is stored. */
export function SharedNotice({ stored }: { stored: boolean }) {
  const { t } = useTranslation("segments");
  return (
    <Alert icon={<IconShare3 size={18} />} color="teal" variant="light" mb="md" title={t("share.title")}>
      {t(stored ? "share.ofStored" : "share.ofNew")}
    </Alert>
  );
}

/** The link was cut or changed on its way; what is stored is on screen instead. */
export function UnreadableLink() {
  const { t } = useTranslation("segments");
  return (
    <Alert icon={<IconLink size={18} />} color="yellow" variant="light" mb="md" title={t("share.unreadable")}>
      {t("share.unreadableText")}
    </Alert>
  );
}

type KeptProps = { kept: LocalDraft; onTake: () => void; onForget: () => void };

/** Work that was left without saving, by a crash or a closed window. */
export function KeptDraft({ kept, onTake, onForget }: KeptProps) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  return (
    <Alert icon={<IconHistory size={18} />} color="yellow" variant="light" mb="md" title={t("kept.title")}>
      <Text size="sm">{t("kept.text", { when: format.dateTime(kept.at) })}</Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" onClick={onTake}>
          {t("kept.take")}
        </Button>
        <Button size="xs" variant="default" onClick={onForget}>
          {t("kept.forget")}
        </Button>
      </Group>
    </Alert>
  );
}
