import {
  Alert,
  Button,
  Card,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  Modal,
  rem,
  Table,
  Tooltip,
} from "@mantine/core";

/** The one accent. White text on shade 7 and 6 passes 4.5:1. */
const teal: MantineColorsTuple = [
  "#ecf7f6",
  "#d5ebea",
  "#a9d6d5",
  "#79bfbe",
  "#4fa9a9",
  "#2f9193",
  "#1a7a7d",
  "#0f666a",
  "#0b5357",
  "#073e42",
];

/** The one neutral scale, light side: a grey with a trace of the accent. */
const gray: MantineColorsTuple = [
  "#f7f9f9",
  "#eff3f3",
  "#e3e8e9",
  "#d2d9da",
  "#b3bdbf",
  "#8c989b",
  "#647175",
  "#4a5659",
  "#333c3f",
  "#1c2426",
];

/** The same scale for dark mode (0 is text, 7 the page, 9 the deepest). */
const dark: MantineColorsTuple = [
  "#dce2e4",
  "#bcc6c9",
  "#98a4a8",
  "#6f7b7f",
  "#455054",
  "#364145",
  "#283236",
  "#181f22",
  "#13191b",
  "#0e1315",
];

/** Look of the whole dashboard: dense, calm, on a 4 px grid. */
export const theme = createTheme({
  respectReducedMotion: true,
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, gray, dark },
  black: "#1c2426",
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(15), lg: rem(17), xl: rem(20) },
  lineHeights: { xs: "1.4", sm: "1.43", md: "1.5", lg: "1.5", xl: "1.4" },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  defaultRadius: "md",
  radius: { xs: rem(3), sm: rem(4), md: rem(6), lg: rem(10), xl: rem(16) },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: rem(22), lineHeight: "1.3" },
      h2: { fontSize: rem(17), lineHeight: "1.4" },
      h3: { fontSize: rem(15), lineHeight: "1.4" },
      h4: { fontSize: rem(14), lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  components: {
    Alert: Alert.extend({
      defaultProps: { p: "sm" },
      styles: {
        title: { color: "var(--mantine-color-text)" },
        message: { color: "var(--mantine-color-text)" },
      },
    }),
    Button: Button.extend({ defaultProps: { size: "sm" }, styles: { label: { fontWeight: 550 } } }),
    Card: Card.extend({
      defaultProps: { withBorder: true, padding: "md", radius: "lg" },
      styles: { root: { background: "var(--ponte-surface)", borderColor: "var(--ponte-border)" } },
    }),
    Table: Table.extend({ defaultProps: { verticalSpacing: "xs", horizontalSpacing: "sm" } }),
    Modal: Modal.extend({
      defaultProps: { radius: "lg", centered: true },
      styles: { title: { fontWeight: 600 } },
    }),
    Drawer: Drawer.extend({ defaultProps: { position: "right" }, styles: { title: { fontWeight: 600 } } }),
    // What a fixed field holds is still read.
    Input: Input.extend({ styles: { input: { "--input-disabled-color": "var(--mantine-color-text)" } } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, multiline: true, maw: 320, openDelay: 200 } }),
  },
});

const tinted = ["teal", "gray", "red", "yellow", "blue", "green", "orange"] as const;

/** Soft tints for badges, alerts and highlights: present, never loud. */
function tints(strength: number, ink: number): Record<string, string> {
  const entries = tinted.flatMap((color) => [
    [`--mantine-color-${color}-light`, tint(color, strength)],
    [`--mantine-color-${color}-light-hover`, tint(color, strength + 6)],
    [`--mantine-color-${color}-light-color`, `var(--mantine-color-${color}-${ink})`],
  ]);
  return Object.fromEntries([
    ...entries,
    ["--mantine-primary-color-light", tint("teal", strength)],
    ["--mantine-primary-color-light-hover", tint("teal", strength + 6)],
  ]);
}

function tint(color: string, strength: number): string {
  return `color-mix(in srgb, var(--mantine-color-${color}-6) ${strength}%, transparent)`;
}

/** White words on a red button pass 4.5:1 in both schemes. */
const dangerFill = {
  "--mantine-color-red-filled": "#c92a2a",
  "--mantine-color-red-filled-hover": "#ad2323",
};

/** Semantic colours that CSS modules use, so that no component asks which scheme is on. */
export const cssVariablesResolver: CSSVariablesResolver = (t) => ({
  variables: {},
  light: {
    ...tints(11, 8),
    "--mantine-color-error": t.colors.red?.[8] ?? "",
    ...dangerFill,
    "--ponte-surface": t.white,
    "--ponte-sunken": t.colors.gray?.[0] ?? "",
    "--ponte-hover": t.colors.gray?.[1] ?? "",
    "--ponte-border": t.colors.gray?.[2] ?? "",
    "--ponte-accent-text": t.colors.teal?.[7] ?? "",
    "--mantine-color-dimmed": t.colors.gray?.[6] ?? "",
    "--mantine-color-default-border": t.colors.gray?.[3] ?? "",
    "--mantine-color-placeholder": "#7d898c",
    "--mantine-color-disabled-color": t.colors.gray?.[6] ?? "",
  },
  dark: {
    ...tints(20, 3),
    "--mantine-color-error": t.colors.red?.[4] ?? "",
    ...dangerFill,
    "--ponte-surface": "#1c2427",
    "--ponte-sunken": t.colors.dark?.[8] ?? "",
    "--ponte-hover": t.colors.dark?.[6] ?? "",
    "--ponte-border": t.colors.dark?.[5] ?? "",
    "--ponte-accent-text": t.colors.teal?.[3] ?? "",
    "--mantine-color-placeholder": "#8b979b",
    "--mantine-color-disabled-color": t.colors.dark?.[2] ?? "",
  },
});
