import { Button, Text } from "@mantine/core";
import { IconBan, IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryReference } from "../../api/queries/data.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { useFormat } from "../../ui/format.ts";

type Props = {
  what: "attribute" | "event";
  name: string;
  blocklistedAt: string | null;
  references: RegistryReference[];
  saving: boolean;
  error: unknown;
  /** Resolves when it is done; rejects with what `error` then holds. */
  onChange: (blocklisted: boolean) => Promise<unknown>;
};

/** Refuse from now on, or allow again; says before what that does and whom it touches. */
export function BlockSection({ what, name, blocklistedAt, references, saving, error, onChange }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const blocked = blocklistedAt !== null;
  const act = blocked ? "allow" : "block";
  const segments = references.filter(({ kind }) => kind === "segment").map((reference) => reference.name);
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {blocked ? t("block.since", { date: format.dateTime(blocklistedAt) }) : t(`block.about.${what}`)}
      </Text>
      <Button
        variant="default"
        size="xs"
        color={blocked ? undefined : "red"}
        leftSection={blocked ? <IconCircleCheck size={15} aria-hidden /> : <IconBan size={15} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t(`block.${act}.action`)}
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          void onChange(!blocked).then(
            () => setAsking(false),
            () => {},
          )
        }
        title={t(`block.${act}.title`, { name })}
        confirmLabel={t(`block.${act}.action`)}
        danger={!blocked}
        loading={saving}
        error={error ? errorText(error).message : undefined}
      >
        <p style={{ marginTop: 0 }}>{t(`block.${act}.${what}`)}</p>
        {!blocked && segments.length > 0 && (
          <p>{t("block.segments", { count: segments.length, names: format.list(segments.slice(0, 10)) })}</p>
        )}
      </ConfirmModal>
    </>
  );
}
