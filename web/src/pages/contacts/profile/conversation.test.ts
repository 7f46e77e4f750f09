import { describe, expect, test } from "vitest";
import type { ContactMessage } from "../../../api/types.ts";
import { bubbleContent, groupByDay, notSent, quotedReplies, ticksOf } from "./conversation.ts";

const message = (id: string, at: string, more: Partial<ContactMessage> = {}): ContactMessage => ({
  id,
  at,
  direction: "out",
  kind: "template",
  subscriptionGroupId: "g",
  ...more,
});

test("days and messages run from old to new, repeats appear once", () => {
  const local = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
  const days = groupByDay([
    message("d", local(22, 9)),
    message("c", local(21, 23)),
    message("c", local(21, 23)),
    message("b", local(21, 1)),
    message("a", local(19, 12)),
  ]);
  expect(days.map((day) => day.messages.map(({ id }) => id))).toEqual([["a"], ["b", "c"], ["d"]]);
  expect(groupByDay([])).toEqual([]);
});

test("a reply repeats what it answers only when that is not the last message before it", () => {
  const quoted = quotedReplies([
    message("i3", "", { direction: "in", replyTo: "o1" }),
    message("i2", "", { direction: "in", replyTo: "o2" }),
    message("o2", ""),
    message("i1", "", { direction: "in", replyTo: "o1" }),
    message("o1", ""),
    message("i0", "", { direction: "in", replyTo: "not-loaded" }),
  ]);
  expect([...quoted].map(([reply, answered]) => [reply, answered.id])).toEqual([["i3", "o1"]]);
});

describe("ticks", () => {
  test.each([
    ["queued", "waiting", false],
    ["leased", "waiting", false],
    ["accepted", "sent", false],
    ["delivered", "delivered", false],
    ["read", "read", false],
    ["failed", "failed", false],
    ["skipped", "failed", true],
    ["canceled", "failed", true],
  ])("%s → %s", (state, ticks, unsent) => {
    expect(ticksOf(message("a", "", { state }))).toBe(ticks);
    expect(notSent(message("a", "", { state }))).toBe(unsent);
  });
  test("only our messages have them", () => {
    expect(ticksOf(message("a", "", { direction: "in", state: "read" }))).toBeUndefined();
  });
});

test("a bubble shows what was rendered, else the text, else nothing", () => {
  expect(bubbleContent(message("a", "", { rendered: { body: "Hi" }, body: "x" }))).toEqual({ body: "Hi" });
  expect(bubbleContent(message("a", "", { rendered: {}, body: "x" }))).toEqual({ body: "x" });
  expect(bubbleContent(message("a", "", { rendered: null }))).toBeNull();
});
