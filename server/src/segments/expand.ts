/** A tree with the segments in it written out: what is compiled. Pure. */
import { AppError } from "../lib/errors.ts";
import type { Filter } from "./filter.ts";
import { expandedSize, maxExpandedNodes, maxPatterns } from "./validate/size.ts";

/**
 * `above`: ids of the segments this tree is in. Throws segment_missing, and filter_too_large: a segment inside may have grown
 * since this one was checked.
 */
export function expandedWhole(
  filter: Filter,
  stored: ReadonlyMap<string, Filter>,
  above: ReadonlySet<string>,
): Filter {
  const { nodes, patterns } = expandedSize(filter, stored);
  if (nodes > maxExpandedNodes || patterns > maxPatterns)
    throw new AppError(
      "filter_too_large",
      `With the segments in it written out, this filter has more than ${maxExpandedNodes} conditions or ${maxPatterns} regular expressions. Use fewer or smaller segments.`,
      { params: { conditions: maxExpandedNodes, patterns: maxPatterns } },
    );
  return wholeIfEmpty(expanded(filter, stored, above));
}

function expanded(filter: Filter, stored: ReadonlyMap<string, Filter>, above: ReadonlySet<string>): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { ...filter, children: filter.children.map((child) => expanded(child, stored, above)) };
    case "not":
      return { ...filter, child: expanded(filter.child, stored, above) };
    case "segment": {
      const inner = stored.get(filter.segmentId);
      if (!inner || above.has(filter.segmentId))
        throw new AppError(
          "segment_missing",
          "A segment used by this segment was deleted. Edit the segment and choose another one.",
        );
      return wholeIfEmpty(expanded(inner, stored, new Set([...above, filter.segmentId])));
    }
    default:
      return filter;
  }
}

/** An empty tree means every contact wherever it is used. */
export function wholeIfEmpty(filter: Filter): Filter {
  return filter.kind === "or" && filter.children.length === 0 ? { kind: "and", children: [] } : filter;
}
