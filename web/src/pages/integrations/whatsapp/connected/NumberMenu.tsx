import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArchive,
  IconArrowsExchange,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SubscriptionGroup } from "../../../../api/types.ts";
import { useFormat } from "../../../../ui/format.ts";
import { ArchiveModal } from "./ArchiveModal.tsx";
import { MoveModal } from "./MoveModal.tsx";
import { useNumberPause } from "./use-number-pause.ts";

/** What can be done with an active number. */
export function NumberMenu({ number }: { number: SubscriptionGroup }) {
  const { t } = useTranslation("integrations");
  const format = useFormat();
  const [act, setAct] = useState<"archive" | "move" | null>(null);
  const close = () => setAct(null);
  const { pause, resume } = useNumberPause(number);
  const paused = number.pause?.of === "number";
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("connected.menu", { name: format.phone(number.phone) })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {paused ? (
            <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={resume.run}>
              {t("pause.resume")}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={pause.run}>
              {t("pause.pause")}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconArrowsExchange size={16} aria-hidden />}
            onClick={() => setAct("move")}
          >
            {t("leaving.moveMenu")}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => setAct("archive")}
          >
            {t("leaving.archive")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {act === "archive" && <ArchiveModal number={number} onClose={close} />}
      {act === "move" && <MoveModal number={number} onClose={close} />}
    </>
  );
}
