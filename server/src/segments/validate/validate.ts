/** Is this a filter tree that compiles and means something here? Every problem points at its node: "children.1.value". */
import type { ErrorDetail } from "../../lib/errors.ts";
import type { Filter } from "../filter.ts";
import { segmentIds } from "../references.ts";
import {
  at,
  type FilterRegistry,
  isNode,
  maxDepth,
  maxNodes,
  problem,
  type RawNode,
  textOf,
  unless,
} from "./problems.ts";
import { expandedSize, maxExpandedNodes, maxPatterns, sizeOf } from "./size.ts";
import { attributeProblems } from "./validate-attribute.ts";
import { ageProblems, importProblems, phoneProblems, randomBucketProblems } from "./validate-contact.ts";
import { eventProblems, eventTimeProblems, purchaseProblems } from "./validate-event.ts";
import {
  lastMessageProblems,
  messageProblems,
  subscriptionProblems,
  windowProblems,
} from "./validate-message.ts";

export { campaignIds, segmentIds } from "../references.ts";

/** Empty when the tree is valid; `filter` may then be used as a Filter. An empty group at the top means every contact. */
export function validateFilter(filter: unknown, registry: FilterRegistry): ErrorDetail[] {
  if (sizeOf(filter).nodes > maxNodes)
    return problem(
      "",
      "too_large",
      `A filter has at most ${maxNodes} conditions, ${maxDepth} deep. Split it into segments.`,
    );
  const problems = nodeProblems(filter, "", registry);
  return problems.length > 0 ? problems : expandedProblems(filter as Filter, registry);
}

/** With the segments inside it written out, which is what the database gets. */
function expandedProblems(filter: Filter, { segments }: FilterRegistry): ErrorDetail[] {
  const { nodes, patterns } = expandedSize(filter, segments);
  return [
    ...unless(
      nodes <= maxExpandedNodes,
      "",
      "expands_too_large",
      `With the segments in it written out, this filter has more than ${maxExpandedNodes} conditions. Use fewer or smaller segments.`,
    ),
    ...unless(
      patterns <= maxPatterns,
      "",
      "too_many_patterns",
      `A filter has at most ${maxPatterns} regular expressions, those of the segments in it included. Join some with "|", or use "contains".`,
    ),
  ];
}

function nodeProblems(raw: unknown, path: string, registry: FilterRegistry): ErrorDetail[] {
  if (!isNode(raw)) return problem(path, "not_a_filter", "Here a condition or a group is expected.");
  switch (raw.kind) {
    case "and":
    case "or":
      return groupProblems(raw, path, registry);
    case "not":
      return nodeProblems(raw.child, at(path, "child"), registry);
    case "segment":
      return segmentProblems(raw, path, registry);
    default:
      return leafProblems(raw, path, registry);
  }
}

type LeafCheck = (node: RawNode, path: string, registry: FilterRegistry) => ErrorDetail[];

const leafChecks: Readonly<Record<string, LeafCheck>> = {
  attribute: attributeProblems,
  event: eventProblems,
  event_time: eventTimeProblems,
  purchase: purchaseProblems,
  subscription: subscriptionProblems,
  message: messageProblems,
  last_message: lastMessageProblems,
  window: windowProblems,
  phone: phoneProblems,
  age: ageProblems,
  random_bucket: randomBucketProblems,
  import: importProblems,
};

function leafProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const kind = textOf(node.kind);
  const check = Object.hasOwn(leafChecks, kind) ? leafChecks[kind] : undefined;
  return check
    ? check(node, path, registry)
    : problem(at(path, "kind"), "unknown_kind", `There is no condition of kind "${kind}".`);
}

function groupProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const here = at(path, "children");
  if (!Array.isArray(node.children))
    return problem(here, "not_a_filter", "A group needs a list of conditions.");
  if (node.children.length === 0 && path !== "")
    return problem(here, "empty_group", "This group has no condition. Add one, or remove the group.");
  return node.children.flatMap((child, index) => nodeProblems(child, `${here}.${index}`, registry));
}

function segmentProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const here = at(path, "segmentId");
  const id = textOf(node.segmentId);
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
