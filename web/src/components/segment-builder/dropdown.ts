/**
 * Lists of choices inside a filter: as wide as their words, and gone when closed, so that a hidden list never carries the
 * same name as its field.
 */
export const dropdown = {
  width: "max-content",
  position: "bottom-start",
  shadow: "md",
  keepMounted: false,
} as const;
