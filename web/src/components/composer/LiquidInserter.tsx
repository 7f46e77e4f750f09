import { ActionIcon, Combobox, Tooltip, useCombobox } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { InsertForm } from "./InsertForm.tsx";
import type { LiquidSource } from "./liquid.ts";
import { SourceList } from "./SourceList.tsx";

type Props = {
  /** Language of the template, for the words proposed when a name is missing. */
  language: string;
  /** Offers the properties that an API call brings along. */
  allowTrigger: boolean;
  onInsert: (liquid: string) => void;
  /** Called when the menu closes without an insertion, to give the focus back. */
  onCancel: () => void;
};

/** A menu of everything that can be said about a contact; picks one, asks what to say when it is empty, writes the Liquid. */
export function LiquidInserter({ language, allowTrigger, onInsert, onCancel }: Props) {
  const { t } = useTranslation("campaigns");
  const [source, setSource] = useState<LiquidSource | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => setSource(null) });
  const cancel = () => {
    combobox.closeDropdown();
    onCancel();
  };
  return (
    <Combobox
      store={combobox}
      width={320}
      position="bottom-end"
      shadow="md"
      withinPortal
      onOptionSubmit={(value) => setSource(sourceOf(value))}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Tooltip label={t("composer.insert.open")} disabled={combobox.dropdownOpened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t("composer.insert.open")}
            aria-expanded={combobox.dropdownOpened}
            aria-haspopup="dialog"
            onClick={() => combobox.toggleDropdown()}
          >
            <IconBraces size={16} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown p={0} onKeyDown={(event) => event.key === "Escape" && cancel()}>
        {source ? (
          <InsertForm
            source={source}
            language={language}
            onBack={() => setSource(null)}
            onInsert={(liquid) => {
              combobox.closeDropdown();
              onInsert(liquid);
            }}
          />
        ) : (
          combobox.dropdownOpened && <SourceList allowTrigger={allowTrigger} />
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function sourceOf(value: string): LiquidSource {
  const [kind, ...rest] = value.split(":");
  const name = rest.join(":");
  return { kind: kind === "standard" || kind === "trigger" ? kind : "custom", name };
}
