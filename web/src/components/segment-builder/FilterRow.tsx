import { ActionIcon, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { AttributeFields } from "./AttributeFields.tsx";
import { useBuilder } from "./builder-context.ts";
import type { DraftLeaf } from "./draft.ts";
import { EventFields } from "./EventFields.tsx";
import { removeNode } from "./edit.ts";
import { FieldMessages } from "./FieldMessages.tsx";
import { kindIcons } from "./kind-icons.ts";
import { MessageFields } from "./MessageFields.tsx";
import { NodeMenu, type Place } from "./NodeMenu.tsx";
import { SegmentFields } from "./SegmentFields.tsx";
import { SubscriptionFields } from "./SubscriptionFields.tsx";
import classes from "./segment-builder.module.css";

/** One filter: the fields of its sentence, its menu, and what is wrong with it. */
export function FilterRow({ leaf, place }: { leaf: DraftLeaf; place: Place }) {
  const { t } = useTranslation("segments");
  const { readOnly, focusKey, errorsOf, edit } = useBuilder();
  const row = useRef<HTMLFieldSetElement>(null);
  const fresh = focusKey === leaf.key;
  useEffect(() => {
    // A filter that was just added is where the person wants to go on typing; its menu has to close first.
    if (!fresh) return;
    const timer = setTimeout(() => row.current?.querySelector("input")?.focus(), 60);
    return () => clearTimeout(timer);
  }, [fresh]);
  const errors = errorsOf(leaf.key);
  const Icon = kindIcons[leaf.kind];
  return (
    <fieldset ref={row} className={classes.filter} data-invalid={errors.length > 0 || undefined}>
      <legend className={classes.legend}>{t("builder.filter", { number: place.path })}</legend>
      <span className={classes.kind} title={t(`builder.kind.${leaf.kind}`)}>
        <Icon size={16} stroke={1.7} aria-hidden />
      </span>
      <div className={classes.body}>
        <div className={classes.fields}>
          <LeafFields leaf={leaf} />
        </div>
        <FieldMessages errors={errors} />
      </div>
      {!readOnly && (
        <div className={classes.rowActions}>
          <NodeMenu node={leaf} place={place} />
          <Tooltip label={t("builder.remove")}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("builder.removeFilter", { number: place.path })}
              onClick={() => edit((root) => removeNode(root, leaf.key))}
            >
              <IconX size={17} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </fieldset>
  );
}

function LeafFields({ leaf }: { leaf: DraftLeaf }) {
  switch (leaf.kind) {
    case "attribute":
      return <AttributeFields leaf={leaf} />;
    case "event":
      return <EventFields leaf={leaf} />;
    case "subscription":
      return <SubscriptionFields leaf={leaf} />;
    case "message":
      return <MessageFields leaf={leaf} />;
    case "segment":
      return <SegmentFields leaf={leaf} />;
  }
}
