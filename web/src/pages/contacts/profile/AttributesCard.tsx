import { Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../../api/queries/contacts.ts";
import type { Contact } from "../../../api/types.ts";
import { Section } from "../../../ui/Section.tsx";
import { AddAttribute } from "./AddAttribute.tsx";
import { kindOfAttribute } from "./attribute-value.ts";
import { EditableField } from "./EditableField.tsx";
import classes from "./profile.module.css";
import { useContactUpdate } from "./use-contact-update.ts";

type Props = { workspace: string; contact: Contact; readOnly: boolean };

/** The workspace's own attributes of this contact; emptying one removes it. */
export function AttributesCard({ workspace, contact, readOnly }: Props) {
  const { t } = useTranslation("contacts");
  const { save, explain } = useContactUpdate(workspace, contact.id);
  const { data: definitions = [] } = useQuery(attributesQuery(workspace));
  const [adding, setAdding] = useState(false);
  const types = new Map(definitions.filter((d) => !d.standard).map((d) => [d.name, d.type]));
  const entries = Object.entries(contact.attributes).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Section title={t("profile.attributes")}>
      {entries.length === 0 && !adding && (
        <Text size="sm" c="dimmed">
          {t("profile.noAttributes")}
        </Text>
      )}
      {entries.length > 0 && (
        <dl className={classes.fields}>
          {entries.map(([name, value]) => (
            <EditableField
              key={name}
              label={name}
              kind={kindOfAttribute(types.get(name), value)}
              value={value}
              readOnly={readOnly}
              onSave={(next, seen) =>
                save({ attributes: { [name]: next } }, { attributes: { [name]: seen } })
              }
              explain={explain}
            />
          ))}
        </dl>
      )}
      {adding && (
        <AddAttribute
          definitions={definitions.filter((d) => !d.standard && !(d.name in contact.attributes))}
          taken={Object.keys(contact.attributes)}
          onSave={(name, value) => save({ attributes: { [name]: value } }, { attributes: { [name]: null } })}
          explain={explain}
          onClose={() => setAdding(false)}
        />
      )}
      {!readOnly && !adding && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt="xs"
          ml={-10}
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("profile.addAttribute")}
        </Button>
      )}
    </Section>
  );
}
