import {
  ActionIcon,
  Group,
  SegmentedControl,
  Stack,
  Text,
  Tooltip,
  useComputedColorScheme,
} from "@mantine/core";
import { IconArrowsShuffle, IconMoon, IconSun } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useErrorText } from "../../api/use-error-text.ts";
import { WhatsAppPreview } from "../whatsapp-preview/WhatsAppPreview.tsx";
import { ContactPicker } from "./ContactPicker.tsx";
import type { PreviewState } from "./use-message-preview.ts";

type Props = {
  state: PreviewState;
  senderName: string;
  empty: string;
  /** The message has gone out: it is shown as the sender sees it, with ticks. */
  sent?: boolean;
};

/** The live picture of the message, with the contact it is made for and the phone's light or dark. */
export function PreviewPane({ state, senderName, empty, sent = false }: Props) {
  const { t } = useTranslation("campaigns");
  const errorText = useErrorText();
  const dashboard = useComputedColorScheme("light");
  const [chosen, setChosen] = useState<"light" | "dark" | null>(null);
  const scheme = chosen ?? dashboard;
  return (
    <Stack gap="sm">
      <Group gap={6} wrap="nowrap" align="flex-end">
        <div style={{ flex: 1, minWidth: 0 }}>
          <ContactPicker
            label={t("preview.seenBy")}
            value={state.contact}
            onChange={state.choose}
            size="xs"
            hideLabel
          />
        </div>
        <Tooltip label={t("preview.random")}>
          <ActionIcon variant="default" size={30} aria-label={t("preview.random")} onClick={state.random}>
            <IconArrowsShuffle size={15} />
          </ActionIcon>
        </Tooltip>
        <SegmentedControl
          size="xs"
          aria-label={t("preview.scheme")}
          value={scheme}
          onChange={(value) => setChosen(value === "dark" ? "dark" : "light")}
          data={[
            { value: "light", label: <IconSun size={14} role="img" aria-label={t("preview.light")} /> },
            { value: "dark", label: <IconMoon size={14} role="img" aria-label={t("preview.dark")} /> },
          ]}
        />
      </Group>
      <WhatsAppPreview
        message={state.preview?.rendered ?? null}
        senderName={senderName}
        scheme={scheme}
        empty={empty}
        stale={state.stale}
        perspective={sent ? "business" : "customer"}
      />
      {state.error ? (
        <Text size="xs" c="red" role="status">
          {t("preview.failed")} {errorText(state.error).message}
        </Text>
      ) : (
        <Text size="xs" c="dimmed" ta="center">
          {state.contact
            ? t(sent ? "preview.sentTo" : "preview.asSeenBy", { name: state.contact.name })
            : t("preview.note")}
        </Text>
      )}
    </Stack>
  );
}
