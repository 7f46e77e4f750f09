import { useMantineColorScheme } from "@mantine/core";

export type ThemeChoice = "auto" | "light" | "dark";

/** The person's choice of scheme, kept in this browser. */
export function useThemeChoice(): [ThemeChoice, (choice: string) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  return [colorScheme, (choice) => setColorScheme(choice as ThemeChoice)];
}
