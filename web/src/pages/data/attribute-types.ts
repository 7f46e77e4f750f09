/** Types of attributes, in the order in which people choose them. */
export const attributeTypes = [
  "string",
  "number",
  "boolean",
  "date",
  "array",
  "object",
  "object_array",
] as const;
