import type { AttributeFilter, Filter } from "../../api/types.ts";
import type { DraftAttribute, DraftGroup, DraftLeaf, DraftNode, DraftValue } from "./draft.ts";
import { type ValueShape, valueShape } from "./operators.ts";

/** The part of a filter's form that a message belongs to. */
export type DraftField = "name" | "operator" | "value" | "days" | "minCount" | "target";

export interface DraftProblem {
  key: string;
  field: DraftField;
  code:
    | "choose_attribute"
    | "choose_event"
    | "choose_number"
    | "choose_segment"
    | "fill_value"
    | "order_values";
}

export interface CompiledDraft {
  /** The tree without unfinished filters; null when a group has nothing finished in it. */
  filter: Filter | null;
  /** What is unfinished, in reading order. */
  problems: DraftProblem[];
  /** Path in `filter` (as the server names it, "" for the root) to the key of the draft's node. */
  keyByPath: Map<string, string>;
}

/**
 * Turns a draft into the API's tree. Unfinished filters are left out and listed, so that a count can be shown while
 * somebody is still typing; whoever saves must first see that `problems` is empty.
 */
export function compileDraft(root: DraftGroup): CompiledDraft {
  const problems: DraftProblem[] = [];
  const keyByPath = new Map<string, string>();
  const filter = compileGroup(root, "", problems, keyByPath);
  if (filter || root.children.length > 0) return { filter, problems, keyByPath };
  keyByPath.set("", root.key);
  return { filter: { kind: "and", children: [] }, problems, keyByPath };
}

function compileGroup(
  group: DraftGroup,
  path: string,
  problems: DraftProblem[],
  keyByPath: Map<string, string>,
): Filter | null {
  const negative = group.match === "none" || group.match === "not_all";
  const innerPath = negative ? join(path, "child") : path;
  const children: Filter[] = [];
  for (const node of group.children) {
    const child = compileNode(node, join(innerPath, `children.${children.length}`), problems, keyByPath);
    if (child) children.push(child);
  }
  if (children.length === 0) return null;
  keyByPath.set(path, group.key);
  const inner: Filter = { kind: group.match === "all" || group.match === "not_all" ? "and" : "or", children };
  return negative ? { kind: "not", child: inner } : inner;
}

function compileNode(
  node: DraftNode,
  path: string,
  problems: DraftProblem[],
  keyByPath: Map<string, string>,
): Filter | null {
  if (node.kind === "group") return compileGroup(node, path, problems, keyByPath);
  const problem = leafProblem(node);
  if (problem) {
    problems.push(problem);
    return null;
  }
  keyByPath.set(path, node.key);
  if (node.kind === "attribute") return attributeFilter(node);
  return otherFilter(node);
}

function otherFilter(node: Exclude<DraftLeaf, DraftAttribute>): Filter {
  if (node.kind === "message") {
    const { key: _key, campaignId, ...leaf } = node;
    return campaignId ? { ...leaf, campaignId } : leaf;
  }
  const { key: _key, ...leaf } = node;
  return leaf.kind === "event" && leaf.operator === "did_not" ? { ...leaf, minCount: 1 } : leaf;
}

function attributeFilter(leaf: DraftAttribute): AttributeFilter {
  const { name, custom, type, operator } = leaf;
  const base = { kind: "attribute", name, custom, type, operator } as const;
  const shape = valueShape(type, operator);
  if (shape === "none") return base;
  return { ...base, value: finished(leaf.value, shape) ?? "" };
}

function leafProblem(leaf: DraftLeaf): DraftProblem | null {
  const { key } = leaf;
  switch (leaf.kind) {
    case "attribute":
      return attributeProblem(leaf);
    case "event":
      return leaf.name === "" ? { key, field: "name", code: "choose_event" } : null;
    case "subscription":
      return leaf.subscriptionGroupId === "" ? { key, field: "target", code: "choose_number" } : null;
    case "message":
      return null;
    case "segment":
      return leaf.segmentId === "" ? { key, field: "target", code: "choose_segment" } : null;
  }
}

function attributeProblem(leaf: DraftAttribute): DraftProblem | null {
  const { key, value } = leaf;
  if (leaf.name === "") return { key, field: "name", code: "choose_attribute" };
  const shape = valueShape(leaf.type, leaf.operator);
  if (shape === "none") return null;
  if (finished(value, shape) === null) return { key, field: "value", code: "fill_value" };
  const [low, high] = Array.isArray(value) ? value : [];
  const reversed = typeof low === "number" && typeof high === "number" && low > high;
  return shape === "number_pair" && reversed ? { key, field: "value", code: "order_values" } : null;
}

/** The value in the shape its operator takes, or null while it is unfinished. */
function finished(
  value: DraftValue,
  shape: ValueShape,
): string | number | string[] | [number, number] | null {
  switch (shape) {
    case "text":
    case "date":
      return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
    case "number":
    case "days":
      return typeof value === "number" && Number.isFinite(value) ? value : null;
    case "text_list": {
      const texts = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
      return texts.length > 0 ? texts : null;
    }
    case "number_pair": {
      const [low, high] = Array.isArray(value) ? value : [];
      return typeof low === "number" && typeof high === "number" ? [low, high] : null;
    }
    case "none":
      return null;
  }
}

function join(path: string, step: string): string {
  return path === "" ? step : `${path}.${step}`;
}

/** Finds the draft's node and field that a server's error path such as `children.1.value` speaks of. */
export function locateError(
  path: string,
  keyByPath: Map<string, string>,
): { key: string; field: DraftField | null } {
  let rest = path;
  for (;;) {
    const key = keyByPath.get(rest);
    if (key !== undefined) return { key, field: fieldOf(path.slice(rest.length).replace(/^\./, "")) };
    if (rest === "") return { key: "", field: null };
    const cut = rest.lastIndexOf(".");
    rest = cut === -1 ? "" : rest.slice(0, cut);
  }
}

function fieldOf(name: string): DraftField | null {
  const first = name.split(".")[0] ?? "";
  if (first === "subscriptionGroupId" || first === "campaignId" || first === "segmentId") return "target";
  const own: readonly string[] = ["name", "operator", "value", "days", "minCount"];
  return own.includes(first) ? (first as DraftField) : null;
}
