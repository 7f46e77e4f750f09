import { describe, expect, it } from "vitest";
import { cumulate, joinTimeline, sampleOf, type TimelinePoint, thin } from "./timeline.ts";

const slot = (at: string, accepted: number, read = 0) => ({
  at,
  accepted,
  delivered: 0,
  read,
  failed: 0,
  replied: 0,
});
const point = (at: number, accepted: number): TimelinePoint => ({
  at,
  accepted,
  delivered: 0,
  read: 0,
  replied: 0,
  failed: 0,
});

describe("cumulate", () => {
  const now = Date.parse("2026-11-22T10:14:00Z");
  it("adds up, from zero at the launch, each slot at its end and the running one at this moment", () => {
    const series = [slot("2026-11-22T10:00:00Z", 5), slot("2026-11-22T10:10:00Z", 3, 2)];
    const points = cumulate(series, "2026-11-22T10:07:00Z", now);
    expect(
      points.map(({ at, accepted, read }) => [new Date(at).toISOString().slice(11, 19), accepted, read]),
    ).toEqual([
      ["10:07:00", 0, 0],
      ["10:10:00", 5, 0],
      ["10:14:00", 8, 2],
    ]);
  });
  it("is empty when nothing happened", () => {
    expect(cumulate([], "2026-11-22T10:00:00Z", now)).toEqual([]);
  });
});

describe("joinTimeline", () => {
  it("lets what was watched replace the report from there on", () => {
    expect(joinTimeline([point(1, 1), point(5, 9)], [point(4, 4), point(6, 6)])).toEqual([
      point(1, 1),
      point(4, 4),
      point(6, 6),
    ]);
    expect(joinTimeline([point(1, 1)], [])).toEqual([point(1, 1)]);
  });
});

describe("thin", () => {
  it("halves a long list and keeps both ends", () => {
    const points = [1, 2, 3, 4, 5, 6].map((at) => point(at, at));
    expect(thin(points, 5).map((p) => p.at)).toEqual([1, 3, 5, 6]);
    expect(thin(points, 6)).toHaveLength(6);
  });
});

it("sampleOf takes the figures of the chart", () => {
  const stats = {
    queued: 10,
    waiting: 1,
    accepted: 9,
    delivered: 8,
    read: 7,
    failed: 1,
    skipped: 0,
    canceled: 0,
    replied: 2,
    cost: [],
  };
  expect(sampleOf(stats, 5)).toEqual({ at: 5, accepted: 9, delivered: 8, read: 7, replied: 2, failed: 1 });
});
