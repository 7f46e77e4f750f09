import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Contact, ContactInput, Json } from "../../../api/types.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import { AliasFields } from "./AliasFields.tsx";
import type { FieldKind } from "./attribute-value.ts";
import { EditableField } from "./EditableField.tsx";
import classes from "./profile.module.css";
import { useContactUpdate } from "./use-contact-update.ts";

type FieldName = Exclude<keyof ContactInput, "attributes">;
type Field = { name: FieldName; label: string; kind: FieldKind };

const groups: readonly { title: string; fields: readonly Field[] }[] = [
  {
    title: "person",
    fields: [
      { name: "firstName", label: "first_name", kind: "text" },
      { name: "lastName", label: "last_name", kind: "text" },
      { name: "gender", label: "gender", kind: "gender" },
      { name: "dateOfBirth", label: "date_of_birth", kind: "date" },
    ],
  },
  {
    title: "reach",
    fields: [
      { name: "phone", label: "phone", kind: "phone" },
      { name: "email", label: "email", kind: "email" },
    ],
  },
  {
    title: "place",
    fields: [
      { name: "country", label: "country", kind: "country" },
      { name: "homeCity", label: "home_city", kind: "text" },
      { name: "language", label: "language", kind: "language" },
      { name: "timeZone", label: "time_zone", kind: "timeZone" },
    ],
  },
];

type Props = { workspace: string; contact: Contact; readOnly: boolean };

/** What every contact has: who, how to reach them, where, and what other systems call them. */
export function DetailsCard({ workspace, contact, readOnly }: Props) {
  const { t } = useTranslation("contacts");
  const { save, explain } = useContactUpdate(workspace, contact.id);
  const field = ({ name, label, kind }: Field) => (
    <EditableField
      key={name}
      label={t(`field.${label}`)}
      kind={kind}
      value={contact[name]}
      readOnly={readOnly}
      onSave={(value: Json, seen: Json) => save({ [name]: value }, { fields: { [name]: seen } })}
      explain={explain}
    />
  );
  return (
    <Section title={t("profile.details")}>
      {groups.map((group) => (
        <div key={group.title} className={classes.fieldGroup}>
          <h3 className={classes.fieldGroupTitle}>{t(`profile.group.${group.title}`)}</h3>
          <dl className={classes.fields}>{group.fields.map(field)}</dl>
        </div>
      ))}
      <div className={classes.fieldGroup}>
        <h3 className={classes.fieldGroupTitle}>{t("profile.group.identifiers")}</h3>
        <dl className={classes.fields}>
          {field({ name: "externalId", label: "external_id", kind: "text" })}
          <OtherIdentifiers contact={contact} />
        </dl>
        <AliasFields workspace={workspace} contact={contact} readOnly={readOnly} />
      </div>
    </Section>
  );
}

function OtherIdentifiers({ contact }: { contact: Contact }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  return (
    <>
      {contact.bsuid && <Fixed label={t("field.bsuid")}>{contact.bsuid}</Fixed>}
      <Fixed label={t("profile.contactId")}>
        <Text span inherit truncate>
          {contact.id}
        </Text>
        <CopyButton value={contact.id} label={t("profile.contactId")} />
      </Fixed>
      <Fixed label={t("field.created_at")}>{format.dateTime(contact.createdAt)}</Fixed>
    </>
  );
}

function Fixed({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className={classes.field}>
      <dt className={classes.fieldLabel}>{label}</dt>
      <dd className={classes.fieldValue}>
        <span className={classes.plainValue}>{children}</span>
      </dd>
    </div>
  );
}
