import { ActionIcon, Loader, Text, UnstyledButton } from "@mantine/core";
import { IconCheck, IconPencil, IconX } from "@tabler/icons-react";
import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "../../../api/types.ts";
import { draftOf, type FieldDraft, type FieldKind, parseDraft } from "./attribute-value.ts";
import { ObjectValue } from "./ObjectValue.tsx";
import classes from "./profile.module.css";
import { isConflict } from "./use-contact-update.ts";
import { useShowValue } from "./use-show-value.ts";
import { ValueInput } from "./ValueInput.tsx";

type Props = {
  label: string;
  kind: FieldKind;
  value: Json | undefined;
  readOnly: boolean;
  /** Stores the value, unless it is not `seen` any more; rejects with what to tell the person. */
  onSave: (value: Json, seen: Json) => Promise<unknown>;
  /** The sentence for a failed save. */
  explain: (error: unknown) => string;
};

const noValue = (
  <Text span inherit c="dimmed">
    –
  </Text>
);

/** One line of a profile: label and value; a click turns the value into a field, Enter stores it, Escape leaves it. */
export function EditableField(props: Props) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <div className={classes.field}>
      <dt className={classes.fieldLabel}>{breakable(props.label)}</dt>
      <dd className={classes.fieldValue}>
        {editing ? (
          <FieldEditor {...props} onClose={close} />
        ) : (
          <FieldView {...props} opener={opener} onEdit={() => setEditing(true)} />
        )}
      </dd>
    </div>
  );
}

/** Names of attributes are long words; they may break after an underscore. */
function breakable(label: string) {
  const [first, ...rest] = label.split("_");
  return (
    <>
      {first}
      {rest.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a name have no identity but their place
        <Fragment key={at}>
          _<wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}

type ViewProps = Props & { opener: React.RefObject<HTMLButtonElement | null>; onEdit: () => void };

function FieldView({ label, kind, value, readOnly, opener, onEdit }: ViewProps) {
  const { t } = useTranslation("contacts");
  const show = useShowValue();
  const text = show(kind, value);
  const nested = kind === "json" && value != null;
  const shown = nested ? <ObjectValue value={value} /> : text || noValue;
  if (readOnly) return <div className={classes.plainValue}>{shown}</div>;
  // A table has no place inside a button; there the pencil alone is the button.
  if (nested)
    return (
      <div className={classes.plainValue}>
        <div className={classes.shown}>{shown}</div>
        <ActionIcon
          ref={opener}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t("profile.editField", { label, value: "" })}
          onClick={onEdit}
        >
          <IconPencil size={14} />
        </ActionIcon>
      </div>
    );
  return (
    <UnstyledButton
      ref={opener}
      className={classes.valueButton}
      aria-label={t("profile.editField", { label, value: text || t("profile.noValue") })}
      onClick={onEdit}
    >
      <span className={classes.shown}>{shown}</span>
      <IconPencil size={14} className={classes.pencil} aria-hidden />
    </UnstyledButton>
  );
}

function FieldEditor({ label, kind, value, onSave, explain, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation("contacts");
  const [draft, setDraft] = useState<FieldDraft>(() => draftOf(kind, value));
  const [problem, setProblem] = useState("");
  const [saving, setSaving] = useState(false);
  // What was there when the person began; after a refusal, what they were told is there now.
  const [seen, setSeen] = useState<{ value: Json } | null>({ value: value ?? null });
  const save = async () => {
    const parsed = parseDraft(kind, draft);
    if ("problem" in parsed) return setProblem(t(`profile.problem.${parsed.problem}`));
    if (JSON.stringify(parsed.value) === JSON.stringify(value ?? null)) return onClose();
    setSaving(true);
    try {
      await onSave(parsed.value, seen ? seen.value : (value ?? null));
      onClose();
    } catch (error) {
      setProblem(explain(error));
      if (isConflict(error)) setSeen(null);
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    // In lists Enter adds an element, in JSON it is a new line; there Ctrl+Enter stores.
    const plainEnter = kind !== "list" && kind !== "json";
    if (event.key === "Enter" && !event.defaultPrevented && (plainEnter || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the field inside, whose own events bubble here
    <div className={classes.editor} onKeyDown={onKeyDown}>
      <ValueInput kind={kind} label={label} draft={draft} error={problem} autoFocus onChange={setDraft} />
      {saving ? (
        <Loader size={18} />
      ) : (
        <>
          <ActionIcon
            variant="light"
            aria-label={t("profile.saveField", { label })}
            onClick={() => void save()}
          >
            <IconCheck size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t("common:cancel")} onClick={onClose}>
            <IconX size={16} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
