/** Is this a filter tree that compiles and means something here? Every problem points at its node: "children.1.value". */
import type { ErrorDetail } from "../lib/errors.ts";
import type { Filter } from "./filter.ts";
import { at, type FilterRegistry, problem, type RawNode } from "./problems.ts";
import { attributeProblems, eventProblems, messageProblems } from "./validate-leaf.ts";

const maxDepth = 10;
const maxNodes = 200;

/** Empty when the tree is valid; `filter` may then be used as a Filter. An empty group at the top means every contact. */
export function validateFilter(filter: unknown, registry: FilterRegistry): ErrorDetail[] {
  if (countNodes(filter, 0) > maxNodes)
    return problem(
      "",
      "too_large",
      `A filter has at most ${maxNodes} conditions, ${maxDepth} deep. Split it into segments.`,
    );
  return nodeProblems(filter, "", registry);
}

/** More than maxNodes also for trees that are too deep to walk. */
function countNodes(raw: unknown, depth: number): number {
  if (!isNode(raw)) return 1;
  if (depth >= maxDepth) return maxNodes + 1;
  const below = Array.isArray(raw.children) ? raw.children : raw.child === undefined ? [] : [raw.child];
  let count = 1;
  for (const child of below) {
    count += countNodes(child, depth + 1);
    if (count > maxNodes) break;
  }
  return count;
}

function nodeProblems(raw: unknown, path: string, registry: FilterRegistry): ErrorDetail[] {
  if (!isNode(raw)) return problem(path, "not_a_filter", "Here a condition or a group is expected.");
  switch (raw.kind) {
    case "and":
    case "or":
      return groupProblems(raw, path, registry);
    case "not":
      return nodeProblems(raw.child, at(path, "child"), registry);
    case "attribute":
      return attributeProblems(raw, path, registry);
    case "event":
      return eventProblems(raw, path);
    case "subscription":
      return subscriptionProblems(raw, path, registry);
    case "message":
      return messageProblems(raw, path, registry);
    case "segment":
      return segmentProblems(raw, path, registry);
    default:
      return problem(
        at(path, "kind"),
        "unknown_kind",
        `There is no condition of kind "${String(raw.kind)}".`,
      );
  }
}

function groupProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const here = at(path, "children");
  if (!Array.isArray(node.children))
    return problem(here, "not_a_filter", "A group needs a list of conditions.");
  if (node.children.length === 0 && path !== "")
    return problem(here, "empty_group", "This group has no condition. Add one, or remove the group.");
  return node.children.flatMap((child, index) => nodeProblems(child, `${here}.${index}`, registry));
}

function subscriptionProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (!registry.subscriptionGroupIds.has(String(node.subscriptionGroupId)))
    problems.push(
      ...problem(
        at(path, "subscriptionGroupId"),
        "unknown_subscription_group",
        "Choose one of the workspace's numbers.",
      ),
    );
  if (!["subscribed", "unsubscribed", "unknown"].includes(String(node.state)))
    problems.push(
      ...problem(at(path, "state"), "value_not_allowed", "Choose subscribed, unsubscribed or unknown."),
    );
  return problems;
}

function segmentProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const here = at(path, "segmentId");
  const id = String(node.segmentId);
  if (!registry.segments.has(id))
    return problem(
      here,
      "unknown_segment",
      "This segment does not exist, or was deleted. Choose another one.",
    );
  const self = registry.segmentId;
  return self && reaches(id, self, registry.segments, new Set())
    ? problem(here, "segment_cycle", "This segment would contain itself. Choose another one.")
    : [];
}

/** Does the stored segment `from` contain `target`, through any number of segments? */
function reaches(
  from: string,
  target: string,
  segments: ReadonlyMap<string, Filter>,
  seen: Set<string>,
): boolean {
  if (from === target) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return segmentIds(segments.get(from)).some((id) => reaches(id, target, segments, seen));
}

/** Ids of the segments a tree refers to; takes unchecked input too. */
export function segmentIds(raw: unknown): string[] {
  return referenced(raw, "segment", "segmentId", 0);
}

export function campaignIds(raw: unknown): string[] {
  return referenced(raw, "message", "campaignId", 0);
}

function referenced(raw: unknown, kind: string, field: "segmentId" | "campaignId", depth: number): string[] {
  if (!isNode(raw) || depth > maxDepth) return [];
  const children = Array.isArray(raw.children) ? raw.children.slice(0, maxNodes) : [raw.child];
  const below = children.flatMap((child) => referenced(child, kind, field, depth + 1));
  const own = raw.kind === kind ? raw[field] : undefined;
  return typeof own === "string" ? [own, ...below] : below;
}

function isNode(raw: unknown): raw is RawNode {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
