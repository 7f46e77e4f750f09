/** What the checks of a filter tree share: the workspace they check against, unchecked nodes, problems with their path. */
import { type AttributeType, isStorable } from "../../contacts/contacts.ts";
import type { ErrorDetail } from "../../lib/errors.ts";
import type { Filter } from "../filter.ts";

export const maxDepth = 10;
export const maxNodes = 200;
export const maxDays = 3650;
export const maxCount = 10_000;
const maxText = 1024;
const maxValues = 1000;

/**
 * What the workspace knows; references by id must lead to something. Names of attributes, events, tags and imports may be new:
 * a segment can be ready before the first contact comes with them.
 */
export interface FilterRegistry {
  readonly attributes: ReadonlyMap<string, AttributeType>;
  readonly subscriptionGroupIds: ReadonlySet<string>;
  readonly campaignIds: ReadonlySet<string>;
  /** Ids of variants -> the campaign they belong to. */
  readonly variants: ReadonlyMap<string, string>;
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
  readonly path?: unknown;
  readonly type?: unknown;
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly which?: unknown;
  readonly days?: unknown;
  readonly minCount?: unknown;
  readonly maxCount?: unknown;
  readonly properties?: unknown;
  readonly productId?: unknown;
  readonly minSpent?: unknown;
  readonly maxSpent?: unknown;
  readonly currency?: unknown;
  readonly state?: unknown;
  readonly changedInDays?: unknown;
  readonly subscriptionGroupId?: unknown;
  readonly campaignId?: unknown;
  readonly variantId?: unknown;
  readonly tag?: unknown;
  readonly errorCode?: unknown;
  readonly open?: unknown;
  readonly min?: unknown;
  readonly max?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly list?: unknown;
  readonly segmentId?: unknown;
}

export function isNode(raw: unknown): raw is RawNode {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

export function at(path: string, part: string): string {
  return path === "" ? part : `${path}.${part}`;
}

export function problem(path: string, code: string, message: string): ErrorDetail[] {
  return [{ path, code, message }];
}

/** One problem unless the check holds. */
export function unless(holds: boolean, path: string, code: string, message: string): ErrorDetail[] {
  return holds ? [] : problem(path, code, message);
}

export function unknownOperator(path: string, what: string, operator: unknown): ErrorDetail[] {
  return problem(at(path, "operator"), "unknown_operator", `${what} have no operator "${textOf(operator)}".`);
}

/** What is compared with texts, or shown in a message: an object from outside may have no text form at all. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function isWhole(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** PostgreSQL stores neither NUL characters nor halves of characters; nothing can equal them. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= maxText && isStorable(value);
}

export function isFilledText(value: unknown): value is string {
  return isText(value) && value !== "";
}

export function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length >= 1 && value.length <= maxValues && value.every(isText);
}

export const textMessage = `Write a text of at most ${maxText} characters.`;
export const textListMessage = `Write one to ${maxValues} texts.`;

export function daysProblems(days: unknown, path: string): ErrorDetail[] {
  return unless(
    days === null || isWhole(days, 1, maxDays),
    path,
    "value_not_allowed",
    `Write a whole number of days from 1 to ${maxDays}, or choose "ever".`,
  );
}

/** `minCount` and `maxCount` of a node. */
export function countProblems(node: RawNode, path: string): ErrorDetail[] {
  const message = `Write a whole number from 1 to ${maxCount}.`;
  const { minCount, maxCount: most } = node;
  const problems = [
    ...unless(
      minCount === undefined || isWhole(minCount, 1, maxCount),
      at(path, "minCount"),
      "value_not_allowed",
      message,
    ),
    ...unless(
      most === undefined || isWhole(most, 1, maxCount),
      at(path, "maxCount"),
      "value_not_allowed",
      message,
    ),
  ];
  if (problems.length > 0 || most === undefined) return problems;
  return unless(
    Number(most) >= Number(minCount ?? 1),
    at(path, "maxCount"),
    "value_not_allowed",
    "The largest number is smaller than the smallest. Change one of them.",
  );
}
