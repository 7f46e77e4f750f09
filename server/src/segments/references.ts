/** What a filter tree refers to by id; takes unchecked input too. */
import { isNode, maxDepth, maxNodes, type RawNode } from "./validate/problems.ts";

export function segmentIds(raw: unknown): string[] {
  return referenced(raw, "segment", "segmentId", 0);
}

export function campaignIds(raw: unknown): string[] {
  return referenced(raw, "message", "campaignId", 0);
}

export function variantIds(raw: unknown): string[] {
  return referenced(raw, "message", "variantId", 0);
}

function referenced(raw: unknown, kind: string, field: keyof RawNode, depth: number): string[] {
  if (!isNode(raw) || depth > maxDepth) return [];
  const children = Array.isArray(raw.children) ? raw.children.slice(0, maxNodes) : [raw.child];
  const below = children.flatMap((child) => referenced(child, kind, field, depth + 1));
  const own = raw.kind === kind ? raw[field] : undefined;
  return typeof own === "string" ? [own, ...below] : below;
}
