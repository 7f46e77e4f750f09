import { Button, Combobox, Group, Kbd, Text, useCombobox } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftLeaf } from "./draft-types.ts";
import classes from "./segment-builder.module.css";
import { type AddChoice, choiceGroups, searchChoices, useAddChoices } from "./use-add-choices.ts";

type Props = {
  /** The group's number; empty for the outermost. */
  path: string;
  onAdd: (leaf: DraftLeaf) => void;
};

/** Asks what the new filter looks at: type, arrow, Enter; the cursor then waits in its first empty field. */
export function AddFilterMenu({ path, onAdd }: Props) {
  const { t } = useTranslation("segments");
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const nested = path !== "";
  return (
    <Combobox
      store={combobox}
      width={340}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={() => combobox.closeDropdown()}
    >
      <Combobox.Target targetType="button" withKeyboardNavigation={false}>
        <Button
          variant={nested ? "subtle" : "light"}
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          rightSection={
            nested ? undefined : (
              <Kbd size="xs" className={classes.shortcut}>
                F
              </Kbd>
            )
          }
          aria-label={nested ? t("builder.addFilterTo", { number: path }) : t("builder.addFilter")}
          aria-keyshortcuts={nested ? undefined : "F"}
          title={t("builder.addShortcut")}
          data-add-filter
          onClick={() => combobox.toggleDropdown()}
        >
          {t("builder.addFilter")}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {combobox.dropdownOpened && (
          <Choices
            onSearch={(position) => combobox.selectOption(position)}
            onLeave={() => {
              combobox.closeDropdown();
              combobox.focusTarget();
            }}
            onAdd={onAdd}
          />
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

type ChoicesProps = {
  onSearch: (best: number) => void;
  onLeave: () => void;
  onAdd: (leaf: DraftLeaf) => void;
};

/** Drawn only while the menu is open. */
function Choices({ onSearch, onLeave, onAdd }: ChoicesProps) {
  const { t } = useTranslation("segments");
  const [typed, setTyped] = useState("");
  const search = useRef<HTMLInputElement>(null);
  // At once, so that nothing of what is typed right after the key is lost.
  useLayoutEffect(() => search.current?.focus(), []);
  const wanted = useDeferredValue(typed);
  const { shown, more } = searchChoices(useAddChoices(), wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the best of what is found is chosen as soon as it is drawn
  useEffect(() => {
    onSearch(bestOf(shown, wanted));
  }, [wanted, shown.length]);
  return (
    <>
      <Combobox.Search
        ref={search}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onLeave();
        }}
        placeholder={t("builder.addSearch")}
        aria-label={t("builder.addSearch")}
      />
      <Combobox.Options mah={360} style={{ overflowY: "auto" }}>
        {choiceGroups.map((group) => (
          <ChoiceList
            key={group}
            label={t(`builder.addGroupName.${group}`)}
            choices={shown.filter((choice) => choice.group === group)}
            onAdd={onAdd}
          />
        ))}
        {shown.length === 0 && <Combobox.Empty>{t("builder.addNothing")}</Combobox.Empty>}
        {more > 0 && <Combobox.Empty>{t("builder.addMore", { count: more })}</Combobox.Empty>}
      </Combobox.Options>
    </>
  );
}

/** The place, as drawn, of what is called just like what was typed; otherwise the first. */
function bestOf(shown: AddChoice[], wanted: string): number {
  const word = wanted.trim().toLocaleLowerCase();
  const drawn = choiceGroups.flatMap((group) => shown.filter((choice) => choice.group === group));
  return Math.max(
    0,
    drawn.findIndex((choice) => choice.label.toLocaleLowerCase() === word),
  );
}

type ListProps = { label: string; choices: AddChoice[]; onAdd: (leaf: DraftLeaf) => void };

function ChoiceList({ label, choices, onAdd }: ListProps) {
  if (choices.length === 0) return null;
  return (
    <Combobox.Group label={label}>
      {choices.map((choice) => (
        <Combobox.Option key={choice.id} value={choice.id} onClick={() => onAdd(choice.make())}>
          <Group gap={10} wrap="nowrap">
            <choice.icon size={16} stroke={1.7} className={classes.quiet} aria-hidden />
            <Text size="sm" truncate style={{ flex: 1 }}>
              {choice.label}
            </Text>
            <Text size="xs" className={classes.quiet} truncate maw={150}>
              {choice.hint}
            </Text>
          </Group>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}
