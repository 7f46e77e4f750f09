/** A cell of a column that goes to a custom attribute -> the change it asks for. Pure. */
import {
  type AttributeChange,
  type AttributeType,
  type JsonValue,
  limits,
  sizeProblem,
} from "../data/attribute-values.ts";
import { cellValue } from "./cells.ts";
import type { ColumnMapping } from "./mapping.ts";
import type { RowErrorCode } from "./words.ts";

const refusals: Readonly<Record<AttributeType, RowErrorCode>> = {
  string: "attribute_value",
  number: "not_number",
  boolean: "not_boolean",
  date: "not_date",
  array: "attribute_value",
  object: "not_object",
  object_array: "not_object_array",
};

/** The code of what is wrong where the cell holds no value of the column's type. A column of texts stays one, also where a
 * cell looks like a date; an object is set as it is, also where its keys look like an operation. */
export function attributeChange(
  { attribute = "", type = "string", separator }: ColumnMapping,
  cell: string,
  country: string,
): AttributeChange | RowErrorCode {
  const value = cellValue(cell, type, { country, ...(separator ? { separator } : {}) });
  if (value === null) return refusals[type];
  const stored = type === "array" ? texts(value) : value;
  if (stored === null || tooLong(stored) || sizeProblem(attribute, stored)) return "attribute_value";
  return { kind: "set", type, value: stored };
}

function tooLong(value: JsonValue): boolean {
  if (typeof value === "string") return value.length > limits.text;
  return (
    Array.isArray(value) &&
    value.some((element) => typeof element === "string" && element.length > limits.text)
  );
}

/** Elements of arrays are texts; numbers become ones. */
function texts(value: JsonValue): JsonValue | null {
  if (!Array.isArray(value)) return null;
  const elements = value.map((element: JsonValue) =>
    typeof element === "number" ? String(element) : element,
  );
  return elements.every((element) => typeof element === "string") ? elements : null;
}
