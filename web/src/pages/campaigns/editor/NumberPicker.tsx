import { Group, Select, type SelectProps, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SubscriptionGroupListItem } from "../../../api/types.ts";
import { selectDropdown } from "../../../components/composer/select-dropdown.ts";
import { formatPhone, useFormat } from "../../../ui/format.ts";
import { StatusBadge, type Tone } from "../../../ui/StatusBadge.tsx";
import { fieldIds } from "./problems.ts";

type Props = {
  groups: SubscriptionGroupListItem[];
  value: string | null;
  onChange: (group: SubscriptionGroupListItem) => void;
  readOnly: boolean;
  missing: boolean;
};

/** The number a campaign is sent from, with its state, quality and reach. */
export function NumberPicker({ groups, value, onChange, readOnly, missing }: Props) {
  const { t } = useTranslation("campaigns");
  const byId = new Map(groups.map((group) => [group.id, group]));
  const chosen = value ? byId.get(value) : undefined;
  const renderOption: SelectProps["renderOption"] = ({ option }) => {
    const group = byId.get(option.value);
    return group ? <NumberOption group={group} /> : option.label;
  };
  return (
    <Stack gap={6}>
      <Select
        id={fieldIds.number}
        label={t("composer.number")}
        placeholder={t("composer.numberPlaceholder")}
        data={groups.map((group) => ({ value: group.id, label: numberLabel(group) }))}
        value={value}
        onChange={(id) => {
          const group = id ? byId.get(id) : undefined;
          if (group) onChange(group);
        }}
        renderOption={renderOption}
        allowDeselect={false}
        readOnly={readOnly}
        error={missing && t("problems.number_missing")}
        comboboxProps={selectDropdown}
        withCheckIcon={false}
      />
      {chosen && <NumberFacts group={chosen} />}
    </Stack>
  );
}

export const numberLabel = ({ displayName, phone }: { displayName: string | null; phone: string }): string =>
  displayName ? `${displayName} · ${formatPhone(phone)}` : formatPhone(phone);

function NumberOption({ group }: { group: SubscriptionGroupListItem }) {
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={550} truncate>
          {group.displayName || formatPhone(group.phone)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {formatPhone(group.phone)}
          {group.groupName && ` · ${group.groupName}`}
        </Text>
      </div>
      <NumberStatus group={group} />
    </Group>
  );
}

function NumberFacts({ group }: { group: SubscriptionGroupListItem }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  return (
    <Group gap="xs">
      <NumberStatus group={group} />
      <Text size="xs" c="dimmed">
        {t("composer.numberFacts", {
          subscribed: format.number(group.subscribed),
          count: group.subscribed,
          templates: format.number(group.templates.approved),
        })}
      </Text>
    </Group>
  );
}

const tones: Record<string, Tone> = {
  connected: "success",
  pending: "info",
  flagged: "warning",
  rate_limited: "warning",
  restricted: "danger",
  banned: "danger",
  disconnected: "danger",
  offline: "danger",
};

/** Meta says quality by colour, Infobip by level. */
const qualities: Record<string, { level: string; tone: Tone }> = {
  green: { level: "high", tone: "success" },
  high: { level: "high", tone: "success" },
  yellow: { level: "medium", tone: "warning" },
  medium: { level: "medium", tone: "warning" },
  red: { level: "low", tone: "danger" },
  low: { level: "low", tone: "danger" },
};

function NumberStatus({ group }: { group: SubscriptionGroupListItem }) {
  const { t } = useTranslation("campaigns");
  const status = group.status.toLowerCase();
  const known = tones[status];
  const quality = qualities[group.quality?.toLowerCase() ?? ""];
  return (
    <Group gap={4} wrap="nowrap">
      <StatusBadge tone={known ?? "neutral"} label={t(`numberStatus.${known ? status : "unknown"}`)} />
      {quality && <StatusBadge tone={quality.tone} label={t(`quality.${quality.level}`)} />}
    </Group>
  );
}
