import { useLocalStorage } from "@mantine/hooks";

export type ShownColumns = { standard: string[]; custom: string[] };

export const standardColumns = [
  "phone",
  "email",
  "place",
  "language",
  "externalId",
  "created",
  "updated",
] as const;
export const mostCustom = 10;

/** As many as fit a laptop's window; the rest is a click away. */
const usual: ShownColumns = {
  standard: ["phone", "email", "place", "created"],
  custom: [],
};

/** The columns a person chose, kept in this browser for each workspace. */
export function useShownColumns(workspace: string): [ShownColumns, (columns: ShownColumns) => void] {
  const [shown, setShown] = useLocalStorage<ShownColumns>({
    key: `ponte.contact-columns.${workspace}`,
    defaultValue: usual,
    getInitialValueInEffect: false,
  });
  return [shown, setShown];
}
