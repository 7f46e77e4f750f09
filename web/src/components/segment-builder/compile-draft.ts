import type { Filter } from "../../api/types.ts";
import { compileLeaf, isProblem, type LeafProblem } from "./compile-leaf.ts";
import type { DraftGroup, DraftNode } from "./draft-types.ts";

export interface DraftProblem extends LeafProblem {
  key: string;
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
  const made = compileLeaf(node);
  if (isProblem(made)) {
    problems.push({ key: node.key, ...made });
    return null;
  }
  keyByPath.set(path, node.key);
  return made;
}

function join(path: string, step: string): string {
  return path === "" ? step : `${path}.${step}`;
}

/**
 * Finds the draft's node that a server's error path such as `children.1.value` speaks of, and the field inside it; null when it
 * speaks of the node as a whole.
 */
export function locateError(
  path: string,
  keyByPath: Map<string, string>,
): { key: string; field: string | null } {
  let rest = path;
  for (;;) {
    const key = keyByPath.get(rest);
    if (key !== undefined) return { key, field: fieldOf(path.slice(rest.length).replace(/^\./, "")) };
    if (rest === "") return { key: "", field: null };
    const cut = rest.lastIndexOf(".");
    rest = cut === -1 ? "" : rest.slice(0, cut);
  }
}

/** Of a path that leads on to nodes which are not in the draft ("children.7.value"), no field is left. */
function fieldOf(rest: string): string | null {
  return rest === "" || /^(children|child)\b/.test(rest) ? null : rest;
}
