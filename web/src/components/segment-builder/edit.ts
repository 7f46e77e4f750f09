/** Edits of a draft, each returning a new tree that shares what did not change. */
import { type DraftGroup, type DraftNode, emptyDraft, newKey } from "./draft.ts";

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
export function duplicateNode(root: DraftGroup, key: string): DraftGroup {
  const parent = parentOf(root, key);
  if (!parent) return root;
  const children = parent.children.flatMap((child) =>
    child.key === key ? [child, copyNode(child)] : [child],
  );
  return replaceNode(root, { ...parent, children });
}

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

/** The group that holds the node; null for the root and for keys that are not in the tree. */
function parentOf(root: DraftGroup, key: string): DraftGroup | null {
  for (const child of root.children) {
    if (child.key === key) return root;
    const found = child.kind === "group" ? parentOf(child, key) : null;
    if (found) return found;
  }
  return null;
}
