/** Edits of a draft, each returning a new tree that shares what did not change. */
import { emptyDraft } from "./draft.ts";
import { type DraftGroup, type DraftNode, type FocusTarget, type Match, newKey } from "./draft-types.ts";

/** Replaces the node with this key by what `change` makes of it; `null` takes it out. */
function changeNode(
  root: DraftGroup,
  key: string,
  change: (node: DraftNode) => DraftNode | null,
): DraftGroup {
  if (root.key === key) {
    const changed = change(root);
    return changed?.kind === "group" ? changed : emptyDraft();
  }
  return { ...root, children: changeChildren(root.children, key, change) };
}

function changeChildren(
  children: DraftNode[],
  key: string,
  change: (node: DraftNode) => DraftNode | null,
): DraftNode[] {
  return children.flatMap((child) => {
    if (child.key === key) return change(child) ?? [];
    if (child.kind !== "group") return child;
    const inner = changeChildren(child.children, key, change);
    return inner.length === child.children.length && inner.every((node, at) => node === child.children[at])
      ? child
      : { ...child, children: inner };
  });
}

export function replaceNode(root: DraftGroup, node: DraftNode): DraftGroup {
  return changeNode(root, node.key, () => node);
}

/** Adds a node at the end of a group. */
export function addNode(root: DraftGroup, groupKey: string, node: DraftNode): DraftGroup {
  return changeNode(root, groupKey, (group) =>
    group.kind === "group" ? { ...group, children: [...group.children, node] } : group,
  );
}

/** Takes a node out, and with it every group (but the root) that it leaves empty. */
export function removeNode(root: DraftGroup, key: string): DraftGroup {
  const parent = parentOf(root, key);
  if (parent && parent !== root && parent.children.length === 1) return removeNode(root, parent.key);
  return changeNode(root, key, () => null);
}

/** Puts a copy, with keys of its own, right after the node. */
export function duplicateNode(root: DraftGroup, key: string, copyKey = newKey()): DraftGroup {
  const parent = parentOf(root, key);
  if (!parent) return root;
  const children = parent.children.flatMap((child) =>
    child.key === key ? [child, { ...copyNode(child), key: copyKey }] : [child],
  );
  return replaceNode(root, { ...parent, children });
}

/** Conditions keep their keys: those are unique within their filter. */
function copyNode(node: DraftNode): DraftNode {
  if (node.kind !== "group") return { ...node, key: newKey() };
  return { ...node, key: newKey(), children: node.children.map(copyNode) };
}

/** Moves a node one place up or down among its siblings. */
export function moveNode(root: DraftGroup, key: string, by: -1 | 1): DraftGroup {
  const parent = parentOf(root, key);
  if (!parent) return root;
  const from = parent.children.findIndex((child) => child.key === key);
  const node = parent.children[from];
  const neighbour = parent.children[from + by];
  if (!node || !neighbour) return root;
  const children = [...parent.children];
  children[from] = neighbour;
  children[from + by] = node;
  return replaceNode(root, { ...parent, children });
}

/** Puts a node into a new group in its own place, ready for alternatives beside it. */
export function wrapNode(root: DraftGroup, key: string): DraftGroup {
  const parent = parentOf(root, key);
  if (!parent) return root;
  const match = parent.match === "any" ? "all" : "any";
  return changeNode(root, key, (node) => ({ key: newKey(), kind: "group", match, children: [node] }));
}

/** Puts a group's children in the group's place. */
export function ungroupNode(root: DraftGroup, key: string): DraftGroup {
  const parent = parentOf(root, key);
  if (!parent) return root;
  const children = parent.children.flatMap((child) =>
    child.key === key && child.kind === "group" ? child.children : [child],
  );
  return replaceNode(root, { ...parent, children });
}

const opposite: Record<Match, Match> = { any: "none", none: "any", all: "not_all", not_all: "all" };

/** Turns "who is" into "who is not": a group changes its word, a filter goes into a group of exclusions. */
export function excludeNode(root: DraftGroup, key: string): DraftGroup {
  const parent = parentOf(root, key);
  if (!parent) return root;
  return changeNode(root, key, (node) =>
    node.kind === "group"
      ? { ...node, match: opposite[node.match] }
      : { key: newKey(), kind: "group", match: "none", children: [node] },
  );
}

/** Moves a node to the end of another group; a group that it leaves empty goes away. */
export function moveToGroup(root: DraftGroup, key: string, groupKey: string): DraftGroup {
  const node = findNode(root, key);
  if (!node || parentOf(root, key)?.key === groupKey || contains(node, groupKey)) return root;
  // Added first: the group it leaves may hold the one it goes to.
  const copy = { ...node, key: newKey() };
  return changeNode(removeNode(addNode(root, groupKey, copy), key), copy.key, () => node);
}

/** Every group of the tree in reading order, with its number as people count ("" is the root). */
export function groupsOf(root: DraftGroup): { group: DraftGroup; path: string }[] {
  const below = (group: DraftGroup, path: string): { group: DraftGroup; path: string }[] => [
    { group, path },
    ...group.children.flatMap((child, at) =>
      child.kind === "group" ? below(child, path ? `${path}.${at + 1}` : String(at + 1)) : [],
    ),
  ];
  return below(root, "");
}

export function contains(node: DraftNode, key: string): boolean {
  return node.key === key || (node.kind === "group" && node.children.some((child) => contains(child, key)));
}

function findNode(root: DraftNode, key: string): DraftNode | null {
  if (root.key === key) return root;
  if (root.kind !== "group") return null;
  for (const child of root.children) {
    const found = findNode(child, key);
    if (found) return found;
  }
  return null;
}

/** Where the cursor goes when a node is taken out: the node after it, else before it, else what adds to its group. */
export function neighbourOf(root: DraftGroup, key: string): FocusTarget {
  const parent = parentOf(root, key);
  if (!parent) return { key: root.key, part: "add" };
  // A group that is left empty goes away with its last node.
  if (parent.children.length === 1 && parent !== root) return neighbourOf(root, parent.key);
  const at = parent.children.findIndex((child) => child.key === key);
  const next = parent.children[at + 1] ?? parent.children[at - 1];
  return next ? { key: next.key, part: "menu" } : { key: parent.key, part: "add" };
}

/** The group that holds the node; null for the root and for keys that are not in the tree. */
export function parentOf(root: DraftGroup, key: string): DraftGroup | null {
  for (const child of root.children) {
    if (child.key === key) return root;
    const found = child.kind === "group" ? parentOf(child, key) : null;
    if (found) return found;
  }
  return null;
}
