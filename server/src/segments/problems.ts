/** What the checks of a filter tree share: the workspace they check against, unchecked nodes, problems with their path. */
import type { AttributeType } from "../contacts/contacts.ts";
import type { ErrorDetail } from "../lib/errors.ts";
import type { Filter } from "./filter.ts";

/** What the workspace knows; references must lead to something. */
export interface FilterRegistry {
  readonly attributes: ReadonlyMap<string, AttributeType>;
  readonly subscriptionGroupIds: ReadonlySet<string>;
  readonly campaignIds: ReadonlySet<string>;
  /** Stored segments by id. */
  readonly segments: ReadonlyMap<string, Filter>;
  /** The segment being edited, which must not end up containing itself. */
  readonly segmentId?: string;
}

/** A node before anything is known about it. */
export interface RawNode {
  readonly kind?: unknown;
  readonly children?: unknown;
  readonly child?: unknown;
  readonly name?: unknown;
  readonly custom?: unknown;
  readonly type?: unknown;
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly days?: unknown;
  readonly minCount?: unknown;
  readonly state?: unknown;
  readonly subscriptionGroupId?: unknown;
  readonly campaignId?: unknown;
  readonly segmentId?: unknown;
}

export function at(path: string, part: string): string {
  return path === "" ? part : `${path}.${part}`;
}

export function problem(path: string, code: string, message: string): ErrorDetail[] {
  return [{ path, code, message }];
}
