/** The checks of conditions on fields and custom attributes. */
import type { ErrorDetail } from "../../lib/errors.ts";
import type { FilterType } from "../filter.ts";
import { operators, standardFields } from "../operators.ts";
import { at, type FilterRegistry, isFilledText, problem, type RawNode, textOf } from "./problems.ts";
import { valueProblems } from "./validate-value.ts";

const maxPath = 10;

export function attributeProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const { name, custom, type, operator, value } = node;
  if (!isFilledText(name)) return problem(at(path, "name"), "value_missing", "Choose an attribute.");
  if (typeof custom !== "boolean")
    return problem(
      at(path, "custom"),
      "value_missing",
      "Say whether this is a custom attribute (true or false).",
    );
  if (typeof type !== "string" || !Object.hasOwn(operators, type))
    return problem(
      at(path, "type"),
      "unknown_type",
      `There are no conditions for the type "${textOf(type)}".`,
    );
  const found = custom ? customProblems(node, name, path, registry) : fieldProblems(node, name, path);
  return found.length > 0 ? found : valueProblems(type as FilterType, operator, value, path);
}

function fieldProblems(node: RawNode, name: string, path: string): ErrorDetail[] {
  const known = Object.hasOwn(standardFields, name) ? standardFields[name]?.type : undefined;
  if (!known)
    return problem(
      at(path, "name"),
      "unknown_field",
      `There is no standard field "${name}". Choose another one, or say that it is a custom attribute.`,
    );
  if (node.path !== undefined) return pathOfPlain(name, path);
  return known === node.type ? [] : wrongType(name, known, node.type, path);
}

function customProblems(node: RawNode, name: string, path: string, registry: FilterRegistry): ErrorDetail[] {
  const known = registry.attributes.get(name);
  if (node.path !== undefined) {
    if (known && known !== "object") return pathOfPlain(name, path);
    return isPath(node.path)
      ? []
      : problem(at(path, "path"), "value_missing", `Write one to ${maxPath} keys that lead to the value.`);
  }
  if (!known || known === node.type) return [];
  if (known !== "object") return wrongType(name, known, node.type, path);
  return node.operator === "exists" || node.operator === "not_exists"
    ? []
    : problem(
        at(path, "path"),
        "path_missing",
        `"${name}" is an object. Choose the key whose value is compared.`,
      );
}

function pathOfPlain(name: string, path: string): ErrorDetail[] {
  return problem(at(path, "path"), "path_not_allowed", `"${name}" is no object. Compare its value itself.`);
}

function wrongType(name: string, known: string, type: unknown, path: string): ErrorDetail[] {
  return problem(
    at(path, "type"),
    "attribute_type",
    `"${name}" holds values of type ${known}, not ${textOf(type)}.`,
  );
}

function isPath(path: unknown): boolean {
  return Array.isArray(path) && path.length >= 1 && path.length <= maxPath && path.every(isFilledText);
}
