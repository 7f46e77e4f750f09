import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUrlState } from "../util/search.ts";

type Props = {
  /** Names the field: "Search contacts". */ label: string /** Query parameter. */;
  param?: string;
  w?: number | string;
};

/** Search text that lives in the URL (`?q=`), written there a moment after typing stops. */
export function SearchInput({ label, param = "q", w = 280 }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const current = search[param] ?? "";
  const [text, setText] = useState(current);
  const commit = useDebouncedCallback(
    (value: string) => setSearch({ [param]: value, cursor: undefined }),
    250,
  );
  useEffect(() => setText(current), [current]);
  const change = (value: string) => {
    setText(value);
    commit(value);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        text && <CloseButton size="sm" aria-label={t("clearSearch")} onClick={() => change("")} />
      }
      w={{ base: "100%", xs: w }}
      maw="100%"
    />
  );
}
