/**
 * Series colours, the same meaning everywhere. Chosen to stay apart for the common kinds of colour-blindness (they differ in
 * lightness too) and to read on light and dark.
 */
export const chartColors = {
  accepted: "light-dark(#7b8a94, #93a3ad)",
  delivered: "light-dark(#2a6fbb, #5b9fe6)",
  read: "light-dark(#0f8a83, #3cbdb3)",
  replied: "light-dark(#b8860b, #e0b23c)",
  failed: "light-dark(#c0432f, #ec7a62)",
} as const;
