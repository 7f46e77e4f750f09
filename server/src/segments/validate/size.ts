/**
 * How large a filter tree is, unchecked input too: conditions and groups, and regular expressions. Every backend of PostgreSQL
 * remembers 32 compiled patterns; with more in one query each row compiles them anew, which turns microseconds into milliseconds. Pure.
 */
import type { Filter } from "../filter.ts";
import { isNode, maxDepth, maxNodes, type RawNode, textOf } from "./problems.ts";

export interface FilterSize {
  readonly nodes: number;
  readonly patterns: number;
}

export const maxPatterns = 20;
/** Of a tree whose segments are written out. */
export const maxExpandedNodes = 2000;

const none: FilterSize = { nodes: 0, patterns: 0 };

/** More nodes than maxNodes also for trees that are too deep to walk, or too wide to count to the end. */
export function sizeOf(raw: unknown, depth = 0): FilterSize {
  if (!isNode(raw)) return { nodes: 1, patterns: 0 };
  if (depth >= maxDepth) return { nodes: maxNodes + 1, patterns: 0 };
  let size: FilterSize = { nodes: 1, patterns: patternsOf(raw) };
  for (const child of childrenOf(raw)) {
    size = sum(size, sizeOf(child, depth + 1));
    if (size.nodes > maxNodes) break;
  }
  return size;
}

/** Whatever its kind: what a check does not read, a later walk may. */
function childrenOf({ children, child }: RawNode): readonly unknown[] {
  return [...(Array.isArray(children) ? children : []), ...(child === undefined ? [] : [child])];
}

function patternsOf({ operator, value, properties }: RawNode): number {
  const own = typeof operator === "string" && operator.endsWith("_regex") ? 1 : 0;
  const conditions = [value, properties].flatMap((list) => (Array.isArray(list) ? list : []));
  return own + conditions.filter((one) => isNode(one) && textOf(one.operator).endsWith("_regex")).length;
}

/**
 * The size of the tree whose segments are written out, without writing them out: segments that name others many times grow
 * exponentially. Each stored segment is looked at once. A circle counts nothing here; it is refused elsewhere.
 */
export function expandedSize(filter: Filter, stored: ReadonlyMap<string, Filter>): FilterSize {
  const known = new Map<string, FilterSize>();
  const of = (tree: Filter): FilterSize => {
    switch (tree.kind) {
      case "and":
      case "or":
        return tree.children.map(of).reduce(sum, { nodes: 1, patterns: 0 });
      case "not":
        return sum({ nodes: 1, patterns: 0 }, of(tree.child));
      case "segment":
        return ofSegment(tree.segmentId);
      default:
        return { nodes: 1, patterns: patternsOf(tree) };
    }
  };
  const ofSegment = (id: string): FilterSize => {
    const before = known.get(id);
    if (before) return before;
    known.set(id, none);
    const inner = stored.get(id);
    const size = inner ? of(inner) : none;
    known.set(id, size);
    return size;
  };
  return of(filter);
}

function sum(one: FilterSize, other: FilterSize): FilterSize {
  return { nodes: one.nodes + other.nodes, patterns: one.patterns + other.patterns };
}
