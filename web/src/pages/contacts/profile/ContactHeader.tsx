import { ActionIcon, Avatar, Group, Menu, Text, Title } from "@mantine/core";
import { IconChevronLeft, IconDots, IconMail, IconPhone, IconTrash } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Contact } from "../../../api/types.ts";
import { contactInitials, contactName } from "../../../components/contact-name.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { useFormat } from "../../../ui/format.ts";
import { TextLink } from "../../../ui/links.tsx";
import { paths } from "../../../util/paths.ts";

type Props = {
  workspace: string;
  contact: Contact /** Left out for people who may not delete. */;
  onDelete?: () => void;
};

/** Who this is, and how to reach them. */
export function ContactHeader({ workspace, contact, onDelete }: Props) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const name = contactName(contact) ?? t("unnamed");
  useEffect(() => {
    document.title = `${name} · Ponte`;
  }, [name]);
  return (
    <header style={{ marginBottom: 24 }}>
      <TextLink
        to={paths.contacts(workspace)}
        size="sm"
        c="dimmed"
        mb={8}
        display="inline-flex"
        style={{ alignItems: "center" }}
      >
        <IconChevronLeft size={14} aria-hidden /> {t("title")}
      </TextLink>
      <Group wrap="nowrap" gap="md" align="flex-start">
        <Avatar size={52} radius="xl" color="teal" aria-hidden>
          {contactInitials(contact) || undefined}
        </Avatar>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            {name}
          </Title>
          <Group gap="2px 16px" mt={2}>
            {contact.phone && (
              <Reach
                icon={IconPhone}
                text={format.phone(contact.phone)}
                value={contact.phone}
                label={t("field.phone")}
              />
            )}
            {contact.email && (
              <Reach icon={IconMail} text={contact.email} value={contact.email} label={t("field.email")} />
            )}
          </Group>
        </div>
        {onDelete && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon variant="default" size="lg" aria-label={t("profile.actions")}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={onDelete}>
                {t("delete.action")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
    </header>
  );
}

type ReachProps = { icon: typeof IconPhone; text: string; value: string; label: string };

function Reach({ icon: Icon, text, value, label }: ReachProps) {
  return (
    <Group gap={4} wrap="nowrap" miw={0}>
      <Icon size={15} stroke={1.7} color="var(--mantine-color-dimmed)" aria-hidden />
      <Text size="sm" truncate>
        {text}
      </Text>
      <CopyButton value={value} label={label} />
    </Group>
  );
}
