import { Button, Menu, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type LeafKind, leafKinds } from "./draft.ts";
import { kindIcons } from "./kind-icons.ts";

type Props = { nested: boolean; onAdd: (kind: LeafKind) => void };

/** Asks what the new filter looks at: the first word of its sentence. */
export function AddFilterMenu({ nested, onAdd }: Props) {
  const { t } = useTranslation("segments");
  return (
    <Menu position="bottom-start" width={280} shadow="md" returnFocus={false}>
      <Menu.Target>
        <Button
          variant={nested ? "subtle" : "light"}
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          aria-label={nested ? t("builder.addFilterTo") : undefined}
        >
          {t("builder.addFilter")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {leafKinds.map((kind) => (
          <KindItem key={kind} kind={kind} onClick={() => onAdd(kind)} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function KindItem({ kind, onClick }: { kind: LeafKind; onClick: () => void }) {
  const { t } = useTranslation("segments");
  const Icon = kindIcons[kind];
  return (
    <Menu.Item leftSection={<Icon size={17} stroke={1.7} aria-hidden />} onClick={onClick}>
      <Text size="sm" fw={550}>
        {t(`builder.kind.${kind}`)}
      </Text>
      <Text size="xs" c="dimmed">
        {t(`builder.kindHint.${kind}`)}
      </Text>
    </Menu.Item>
  );
}
