import { describe, expect, test } from "vitest";
import type { Filter } from "../../api/types.ts";
import { compileDraft, locateError } from "./compile-draft.ts";
import { chooseAttribute, chooseOperator, emptyDraft, newLeaf } from "./draft.ts";
import type { DraftGroup } from "./draft-types.ts";
import {
  addNode,
  duplicateNode,
  excludeNode,
  groupsOf,
  moveNode,
  moveToGroup,
  neighbourOf,
  removeNode,
  replaceNode,
  ungroupNode,
  wrapNode,
} from "./edit.ts";
import { toDraft } from "./read-draft.ts";

const country: Filter = {
  kind: "attribute",
  name: "country",
  custom: false,
  type: "string",
  operator: "equals",
  value: "BR",
};
const plan: Filter = {
  kind: "attribute",
  name: "plan",
  custom: true,
  type: "string",
  operator: "in",
  value: ["gold", "silver"],
};
const ordered: Filter = { kind: "event", name: "order_placed", operator: "did", days: 30, minCount: 2 };
const spent: Filter = {
  kind: "attribute",
  name: "spent",
  custom: true,
  type: "number",
  operator: "between",
  value: [1, 9],
};
const optedIn: Filter = { kind: "subscription", subscriptionGroupId: "g1", state: "subscribed" };

function shape(root: DraftGroup): unknown {
  return root.children.map((node) =>
    node.kind === "group" ? [node.match, ...(shape(node) as unknown[])] : node.kind,
  );
}

describe("a stored tree survives draft and back", () => {
  const cases: [string, Filter][] = [
    ["empty", { kind: "and", children: [] }],
    ["flat and", { kind: "and", children: [country, plan, ordered] }],
    ["or in and", { kind: "and", children: [country, { kind: "or", children: [plan, spent] }] }],
    [
      "none of",
      { kind: "and", children: [country, { kind: "not", child: { kind: "or", children: [plan, optedIn] } }] },
    ],
    ["not all of", { kind: "not", child: { kind: "and", children: [plan, ordered] } }],
    [
      "other segment and message",
      {
        kind: "or",
        children: [
          { kind: "segment", segmentId: "s1" },
          { kind: "message", operator: "not_read", days: null },
        ],
      },
    ],
  ];
  test.each(cases)("%s", (_label, filter) => {
    const compiled = compileDraft(toDraft(filter));
    expect(compiled.problems).toEqual([]);
    expect(compiled.filter).toEqual(filter);
  });

  test("a lone filter gets a group around it, a lone exclusion a group that says none", () => {
    expect(compileDraft(toDraft(country)).filter).toEqual({ kind: "and", children: [country] });
    expect(compileDraft(toDraft({ kind: "not", child: country })).filter).toEqual({
      kind: "not",
      child: { kind: "or", children: [country] },
    });
  });

  test("a double exclusion reads as the plain group it means", () => {
    const filter: Filter = {
      kind: "not",
      child: { kind: "not", child: { kind: "and", children: [country, plan] } },
    };
    expect(compileDraft(toDraft(filter)).filter).toEqual({ kind: "and", children: [country, plan] });
  });
});

describe("edits", () => {
  const tree = () => toDraft({ kind: "and", children: [country, { kind: "or", children: [plan] }, ordered] });
  const keyAt = (root: DraftGroup, at: number) => root.children[at]?.key ?? "";

  test("add to a nested group leaves its siblings untouched", () => {
    const root = tree();
    const next = addNode(root, keyAt(root, 1), newLeaf("event"));
    expect(shape(next)).toEqual(["attribute", ["any", "attribute", "event"], "event"]);
    expect(next.children[0]).toBe(root.children[0]);
  });

  test("removing the last filter of a group removes the group, but never the root", () => {
    const root = tree();
    const group = root.children[1];
    const inner = group?.kind === "group" ? keyAt(group, 0) : "";
    expect(shape(removeNode(root, inner))).toEqual(["attribute", "event"]);
    const single = toDraft(country);
    expect(removeNode(single, keyAt(single, 0))).toEqual({ ...single, children: [] });
  });

  test("duplicate puts a copy with new keys right after", () => {
    const root = tree();
    const next = duplicateNode(root, keyAt(root, 1));
    expect(shape(next)).toEqual(["attribute", ["any", "attribute"], ["any", "attribute"], "event"]);
    expect(new Set(next.children.map((node) => node.key)).size).toBe(4);
  });

  test("move stops at the ends", () => {
    const root = tree();
    expect(shape(moveNode(root, keyAt(root, 2), -1))).toEqual(["attribute", "event", ["any", "attribute"]]);
    expect(moveNode(root, keyAt(root, 0), -1)).toBe(root);
    expect(moveNode(root, keyAt(root, 2), 1)).toBe(root);
  });

  test("wrap makes a group of alternatives, ungroup undoes it", () => {
    const root = tree();
    const wrapped = wrapNode(root, keyAt(root, 0));
    expect(shape(wrapped)).toEqual([["any", "attribute"], ["any", "attribute"], "event"]);
    expect(shape(ungroupNode(wrapped, keyAt(wrapped, 0)))).toEqual([
      "attribute",
      ["any", "attribute"],
      "event",
    ]);
  });

  test("exclude puts a filter into a group of exclusions and turns a group's word", () => {
    const root = tree();
    expect(shape(excludeNode(root, keyAt(root, 0)))).toEqual([
      ["none", "attribute"],
      ["any", "attribute"],
      "event",
    ]);
    expect(shape(excludeNode(root, keyAt(root, 1)))).toEqual(["attribute", ["none", "attribute"], "event"]);
  });

  test("move to another group, into it and out of it; a group left empty goes away", () => {
    const root = tree();
    const group = root.children[1];
    const inner = group?.kind === "group" ? keyAt(group, 0) : "";
    expect(shape(moveToGroup(root, keyAt(root, 0), group?.key ?? ""))).toEqual([
      ["any", "attribute", "attribute"],
      "event",
    ]);
    const out = moveToGroup(root, inner, root.key);
    expect(shape(out)).toEqual(["attribute", "event", "attribute"]);
    expect(out.children.at(-1)?.key).toBe(inner);
    expect(moveToGroup(root, group?.key ?? "", group?.key ?? "")).toBe(root);
    expect(groupsOf(root).map(({ path }) => path)).toEqual(["", "2"]);
  });

  test("the cursor goes to the next filter, else the one before, else to what adds", () => {
    const root = tree();
    expect(neighbourOf(root, keyAt(root, 0))).toEqual({ key: keyAt(root, 1), part: "menu" });
    expect(neighbourOf(root, keyAt(root, 2))).toEqual({ key: keyAt(root, 1), part: "menu" });
    const single = toDraft(country);
    expect(neighbourOf(single, keyAt(single, 0))).toEqual({ key: single.key, part: "add" });
  });

  test("a key that is not in the tree changes nothing", () => {
    const root = tree();
    for (const edit of [removeNode, wrapNode, ungroupNode, excludeNode])
      expect(edit(root, "gone")).toEqual(root);
    expect(duplicateNode(root, "gone")).toEqual(root);
    expect(moveToGroup(root, "gone", root.key)).toEqual(root);
  });
});

describe("choosing", () => {
  const leaf = () => {
    const made = newLeaf("attribute");
    if (made.kind !== "attribute") throw new Error("expected an attribute filter");
    return made;
  };

  test("another type of attribute resets operator and value", () => {
    const text = { ...leaf(), name: "plan", custom: true, operator: "contains", value: "go" };
    expect(chooseAttribute(text, { name: "spent", custom: true, type: "number" })).toMatchObject({
      name: "spent",
      type: "number",
      operator: "equals",
      value: null,
    });
    expect(chooseAttribute(text, { name: "city", custom: true, type: "string" })).toMatchObject({
      operator: "contains",
      value: null,
    });
  });

  test("an operator that takes the same kind of value keeps it", () => {
    const text = { ...leaf(), name: "plan", value: "gold" };
    expect(chooseOperator(text, "contains").value).toBe("gold");
    expect(chooseOperator(text, "in").value).toEqual(["gold"]);
    expect(chooseOperator(chooseOperator(text, "in"), "equals").value).toBe("gold");
    expect(chooseOperator(text, "exists").value).toBeNull();
  });
});

describe("unfinished filters", () => {
  test("are left out of the tree and listed", () => {
    let root = addNode(emptyDraft(), "", newLeaf("attribute"));
    expect(compileDraft(root).filter).toEqual({ kind: "and", children: [] });
    root = toDraft({ kind: "and", children: [country, { kind: "or", children: [plan] }] });
    const group = root.children[1];
    const inner = group?.kind === "group" ? group.children[0] : undefined;
    if (inner?.kind !== "attribute") throw new Error("expected the plan filter");
    const compiled = compileDraft(replaceNode(root, { ...inner, value: null }));
    expect(compiled.filter).toEqual({ kind: "and", children: [country] });
    expect(compiled.problems).toEqual([{ key: inner.key, field: "value", code: "fill_value" }]);
  });

  test("nothing finished means nothing to count", () => {
    const root = emptyDraft();
    const compiled = compileDraft(addNode(root, root.key, newLeaf("segment")));
    expect(compiled.filter).toBeNull();
    expect(compiled.problems).toMatchObject([{ field: "segmentId", code: "choose_segment" }]);
  });

  test("a range the wrong way round is a problem", () => {
    const root = toDraft({ ...spent, value: [9, 1] } as Filter);
    expect(compileDraft(root).problems).toMatchObject([{ field: "value", code: "order_values" }]);
  });
});

describe("the server's error paths", () => {
  test("lead to the node and field they speak of", () => {
    const root = toDraft({
      kind: "and",
      children: [country, { kind: "not", child: { kind: "or", children: [plan, optedIn] } }],
    });
    const { keyByPath } = compileDraft(root);
    const group = root.children[1];
    const inner = group?.kind === "group" ? group.children : [];
    expect(locateError("children.0.value", keyByPath)).toEqual({
      key: root.children[0]?.key,
      field: "value",
    });
    expect(locateError("children.1.child.children.1.subscriptionGroupId", keyByPath)).toEqual({
      key: inner[1]?.key,
      field: "subscriptionGroupId",
    });
    expect(locateError("children.1.child.children.0.value.1", keyByPath)).toEqual({
      key: inner[0]?.key,
      field: "value.1",
    });
    expect(locateError("children.1", keyByPath)).toEqual({ key: group?.key, field: null });
    expect(locateError("", keyByPath)).toEqual({ key: root.key, field: null });
    expect(locateError("children.7.value", keyByPath)).toEqual({ key: root.key, field: null });
  });

  test("skip what was left out of the tree", () => {
    const root = toDraft({ kind: "and", children: [{ ...country, value: "" } as Filter, plan] });
    const { keyByPath } = compileDraft(root);
    expect(locateError("children.0.value", keyByPath).key).toBe(root.children[1]?.key);
  });
});
