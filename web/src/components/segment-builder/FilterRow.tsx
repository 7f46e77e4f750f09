import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { AttributeFields } from "./AttributeFields.tsx";
import { useBuilder, useErrorsOf } from "./builder-context.ts";
import type { DraftLeaf } from "./draft-types.ts";
import { EventFields } from "./EventFields.tsx";
import { EventTimeFields } from "./EventTimeFields.tsx";
import { FieldMessages } from "./FieldMessages.tsx";
import { kindIcons } from "./kind-icons.ts";
import { LastMessageFields } from "./LastMessageFields.tsx";
import { MessageFields } from "./MessageFields.tsx";
import { NodeMenu } from "./NodeMenu.tsx";
import { PhoneFields } from "./PhoneFields.tsx";
import { PurchaseFields } from "./PurchaseFields.tsx";
import { SegmentFields } from "./SegmentFields.tsx";
import { AgeFields, ImportFields, RandomBucketFields } from "./SmallFields.tsx";
import { SubscriptionFields } from "./SubscriptionFields.tsx";
import classes from "./segment-builder.module.css";
import { WindowFields } from "./WindowFields.tsx";

type Props = { leaf: DraftLeaf; path: string; first: boolean; last: boolean };

/** One filter: the fields of its sentence, its menu, and what is wrong with it. Drawn again only when it changes itself. */
export const FilterRow = memo(function FilterRow({ leaf, path, first, last }: Props) {
  const { t } = useTranslation("segments");
  const { readOnly, remove } = useBuilder();
  const errors = useErrorsOf(leaf.key);
  const Icon = kindIcons[leaf.kind];
  return (
    <fieldset className={classes.filter} data-node={leaf.key} data-invalid={errors.length > 0 || undefined}>
      <legend className={classes.legend}>
        {t("builder.filter", { number: path })}: {t(`builder.kind.${leaf.kind}`)}
      </legend>
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
          <NodeMenu node={leaf} path={path} first={first} last={last} />
          <ActionIcon
            variant="subtle"
            color="gray"
            data-node-remove
            title={t("builder.remove")}
            aria-label={t("builder.removeFilter", { number: path })}
            onClick={() => remove(leaf.key)}
          >
            <IconX size={17} />
          </ActionIcon>
        </div>
      )}
    </fieldset>
  );
});

function LeafFields({ leaf }: { leaf: DraftLeaf }) {
  switch (leaf.kind) {
    case "attribute":
      return <AttributeFields leaf={leaf} />;
    case "event":
      return <EventFields leaf={leaf} />;
    case "event_time":
      return <EventTimeFields leaf={leaf} />;
    case "purchase":
      return <PurchaseFields leaf={leaf} />;
    case "subscription":
      return <SubscriptionFields leaf={leaf} />;
    case "message":
      return <MessageFields leaf={leaf} />;
    case "last_message":
      return <LastMessageFields leaf={leaf} />;
    case "window":
      return <WindowFields leaf={leaf} />;
    case "phone":
      return <PhoneFields leaf={leaf} />;
    case "age":
      return <AgeFields leaf={leaf} />;
    case "random_bucket":
      return <RandomBucketFields leaf={leaf} />;
    case "import":
      return <ImportFields leaf={leaf} />;
    case "segment":
      return <SegmentFields leaf={leaf} />;
  }
}
