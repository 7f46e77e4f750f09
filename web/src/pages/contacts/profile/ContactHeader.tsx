import { ActionIcon, Avatar, Group, Menu, Text, Title } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import {
  IconArrowMerge,
  IconChevronLeft,
  IconDots,
  IconDownload,
  IconId,
  IconMail,
  IconPhone,
  IconTrash,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { apiUrl } from "../../../api/client.ts";
import { personalFilePath } from "../../../api/queries/identity.ts";
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
  onMerge?: () => void;
};

/** Who this is, and how to reach them. */
export function ContactHeader({ workspace, contact, onDelete, onMerge }: Props) {
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
            {contact.externalId && (
              <Reach
                icon={IconId}
                text={contact.externalId}
                value={contact.externalId}
                label={t("field.external_id")}
              />
            )}
          </Group>
          <HeaderFacts contact={contact} />
        </div>
        {onDelete && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon variant="default" size="lg" aria-label={t("profile.actions")}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                component="a"
                href={apiUrl(personalFilePath(workspace, contact.id))}
                download
                leftSection={<IconDownload size={15} />}
              >
                {t("profile.export")}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowMerge size={15} />} onClick={onMerge}>
                {t("merge.open")}
              </Menu.Item>
              <Menu.Divider />
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

/** Where they are, what time it is there, what they speak, since when they are known. */
function HeaderFacts({ contact }: { contact: Contact }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const country = contact.country ?? contact.phoneCountry;
  const facts = [
    country && `${flagOf(country)} ${[contact.homeCity, format.country(country)].filter(Boolean).join(", ")}`,
    contact.language && format.language(contact.language),
    contact.phoneValid === false && t("profile.phoneInvalid"),
    t("profile.since", { date: format.date(contact.createdAt) }),
  ].filter(Boolean);
  return (
    <Group gap="2px 14px" mt={6} c="dimmed" fz="xs">
      {facts.map((fact) => (
        <span key={String(fact)}>{fact}</span>
      ))}
      {contact.timeZone && <LocalTime timeZone={contact.timeZone} />}
    </Group>
  );
}

/** The flag of a country as the two letters that systems with flags draw as one. */
function flagOf(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return "";
  return String.fromCodePoint(...[...country].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
}

/** Nobody should be written to at three in the morning. */
function LocalTime({ timeZone }: { timeZone: string }) {
  const { t, i18n } = useTranslation("contacts");
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 20_000, { autoInvoke: true });
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: "short", timeZone }).format(now);
  return <span title={timeZone}>{t("profile.localTime", { time })}</span>;
}

type ReachProps = { icon: typeof IconPhone; text: string; value: string; label: string };

function Reach({ icon: Icon, text, value, label }: ReachProps) {
  return (
    <Group gap={4} wrap="nowrap" miw={0}>
      <Icon size={15} stroke={1.7} color="var(--mantine-color-dimmed)" style={{ flex: "none" }} aria-hidden />
      <Text size="sm" truncate>
        {text}
      </Text>
      <CopyButton value={value} label={label} />
    </Group>
  );
}
