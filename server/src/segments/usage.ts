/** What a segment is part of, and so what speaks against deleting it. Campaigns are told by their domain, which is above. Pure. */
import { AppError, type ErrorDetail } from "../lib/errors.ts";
import type { Filter } from "./filter.ts";
import { segmentIds } from "./references.ts";

/** A campaign that names the segment. */
export interface CampaignUse {
  readonly id: string;
  readonly name: string;
  readonly segmentId: string;
  readonly state: string;
}

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly filter: Filter;
}

const running = new Set(["launching", "running", "paused"]);

/** By segment: the segments whose own tree names it. */
export function usedSegments(segments: readonly Stored[]): Map<string, Stored[]> {
  const users = new Map<string, Stored[]>();
  for (const segment of segments)
    for (const id of new Set(segmentIds(segment.filter))) users.set(id, [...(users.get(id) ?? []), segment]);
  return users;
}

/** Throws 409 with one detail per user: path (campaigns or segments), code (its id), message (its name). */
export function requireUnused(
  segment: Stored,
  segments: readonly Stored[],
  campaigns: readonly CampaignUse[],
  draftsConfirmed: boolean,
): void {
  const blocking = [
    ...campaigns.filter(({ state }) => running.has(state)).map((use) => detail("campaigns", use)),
    ...(usedSegments(segments).get(segment.id) ?? []).map((use) => detail("segments", use)),
  ];
  if (blocking.length > 0)
    throw inUse(
      "segment_in_use",
      `This segment is in use by ${named(blocking)}. Stop those campaigns, take it out of those segments, and delete it then.`,
      blocking,
    );
  const drafts = campaigns.filter(({ state }) => state === "draft").map((use) => detail("campaigns", use));
  if (drafts.length > 0 && !draftsConfirmed)
    throw inUse(
      "segment_in_drafts",
      `These drafts use this segment and would need another one: ${named(drafts)}. Confirm with ?confirm=drafts.`,
      drafts,
    );
}

function detail(path: "campaigns" | "segments", { id, name }: { id: string; name: string }): ErrorDetail {
  return { path, code: id, message: name };
}

function named(details: readonly ErrorDetail[]): string {
  return details.map(({ message }) => `"${message}"`).join(", ");
}

function inUse(code: string, message: string, details: readonly ErrorDetail[]): AppError {
  return new AppError(code, message, { status: 409, details, params: { names: named(details) } });
}
