/** One draft filter -> the API's filter, or what is still missing in it. */
import type { ElementCondition, FilterLeaf } from "../../api/types.ts";
import type {
  DraftAttribute,
  DraftCondition,
  DraftLeaf,
  DraftMessage,
  DraftNumber,
  DraftPurchase,
  DraftValue,
} from "./draft-types.ts";
import { aboutFailure, isNegative } from "./message-operators.ts";
import { countryOperator, type ValueShape, valueShape } from "./operators.ts";

/** What is missing, and where: the field's path inside the filter, as the server would name it ("properties.0.value"). */
export interface LeafProblem {
  field: string;
  code:
    | "choose_attribute"
    | "choose_property"
    | "choose_event"
    | "choose_number"
    | "choose_campaign"
    | "choose_list"
    | "choose_segment"
    | "fill_value"
    | "order_values";
}

export function isProblem(made: FilterLeaf | LeafProblem): made is LeafProblem {
  return "code" in made;
}

export function compileLeaf(leaf: DraftLeaf): FilterLeaf | LeafProblem {
  const problem = leafProblem(leaf);
  return problem ?? finishedLeaf(leaf);
}

function leafProblem(leaf: DraftLeaf): LeafProblem | null {
  switch (leaf.kind) {
    case "attribute":
      return attributeProblem(leaf);
    case "event":
      return (
        missingText(leaf.name, "name", "choose_event") ??
        numberProblem(leaf, leaf.operator === "did" ? ["minCount", "maxCount", "days"] : ["days"]) ??
        (leaf.operator === "did" ? orderProblem(leaf.minCount, leaf.maxCount, "maxCount") : null) ??
        conditionsProblem(leaf.properties, "properties")
      );
    case "event_time":
      return (
        missingText(leaf.name, "name", "choose_event") ??
        valueProblem(leaf.value, valueShape("date", leaf.operator), "value")
      );
    case "purchase":
      return purchaseProblem(leaf);
    case "subscription":
      return (
        missingText(leaf.subscriptionGroupId, "subscriptionGroupId", "choose_number") ??
        (leaf.state === "unknown" ? null : numberProblem(leaf, ["changedInDays"]))
      );
    case "message":
      return messageProblem(leaf);
    case "last_message":
      return (
        valueProblem(leaf.value, valueShape("date", leaf.operator), "value") ??
        missingText(leaf.subscriptionGroupId, "subscriptionGroupId", "choose_number")
      );
    case "window":
      return missingText(leaf.subscriptionGroupId, "subscriptionGroupId", "choose_number");
    case "phone":
      return countryOperator(leaf.operator) && leaf.value.length === 0
        ? { field: "value", code: "fill_value" }
        : null;
    case "age":
      if (typeof leaf.min !== "number" && typeof leaf.max !== "number")
        return { field: "min", code: "fill_value" };
      return orderProblem(leaf.min, leaf.max, "max");
    case "random_bucket":
      return numberProblem(leaf, ["from", "to"]) ?? orderProblem(leaf.from, leaf.to, "to");
    case "import":
      return missingText(leaf.list.trim(), "list", "choose_list");
    case "segment":
      return missingText(leaf.segmentId, "segmentId", "choose_segment");
  }
}

function attributeProblem(leaf: DraftAttribute): LeafProblem | null {
  if (leaf.name === "") return { field: "name", code: "choose_attribute" };
  if (leaf.path.includes("")) return { field: "path", code: "choose_property" };
  const shape = valueShape(leaf.type, leaf.operator);
  if (shape !== "conditions") return valueProblem(leaf.value, shape, "value");
  return leaf.conditions.length === 0
    ? { field: "value", code: "choose_property" }
    : conditionsProblem(leaf.conditions, "value");
}

function purchaseProblem(leaf: DraftPurchase): LeafProblem | null {
  const did = leaf.operator === "did";
  return (
    missingText(leaf.productId, "productId", "fill_value") ??
    numberProblem(leaf, did ? ["minCount", "maxCount", "minSpent", "maxSpent", "days"] : ["days"]) ??
    (did ? orderProblem(leaf.minCount, leaf.maxCount, "maxCount") : null) ??
    (did ? orderProblem(leaf.minSpent, leaf.maxSpent, "maxSpent") : null) ??
    (spends(leaf) ? missingText(leaf.currency, "currency", "fill_value") : null) ??
    conditionsProblem(leaf.properties, "properties")
  );
}

function messageProblem(leaf: DraftMessage): LeafProblem | null {
  return (
    missingText(leaf.campaignId, "campaignId", "choose_campaign") ??
    (leaf.campaignId ? missingText(leaf.variantId, "variantId", "fill_value") : null) ??
    missingText(leaf.tag, "tag", "fill_value") ??
    missingText(leaf.subscriptionGroupId, "subscriptionGroupId", "choose_number") ??
    (aboutFailure(leaf.operator) ? missingText(leaf.errorCode, "errorCode", "fill_value") : null) ??
    numberProblem(leaf, isNegative(leaf.operator) ? ["days"] : ["minCount", "days"])
  );
}

function conditionsProblem(conditions: readonly DraftCondition[], list: string): LeafProblem | null {
  for (const [index, condition] of conditions.entries()) {
    const here = `${list}.${index}`;
    if (condition.name.trim() === "") return { field: `${here}.name`, code: "choose_property" };
    const shape = valueShape(condition.type, condition.operator);
    const problem = valueProblem(condition.value, shape, `${here}.value`);
    if (problem) return problem;
  }
  return null;
}

function valueProblem(value: DraftValue, shape: ValueShape, field: string): LeafProblem | null {
  if (shape === "none") return null;
  const done = finishedValue(value, shape);
  if (done === null) return { field, code: "fill_value" };
  const [low, high] = Array.isArray(done) ? done : [];
  const reversed = low !== undefined && high !== undefined && low > high;
  return reversed && (shape === "number_pair" || shape === "date_pair")
    ? { field, code: "order_values" }
    : null;
}

function missingText(text: string | null, field: string, code: LeafProblem["code"]): LeafProblem | null {
  return text === "" ? { field, code } : null;
}

function numberProblem<Name extends string>(
  leaf: Readonly<Record<Name, DraftNumber>>,
  fields: readonly Name[],
): LeafProblem | null {
  const field = fields.find((name) => leaf[name] === "");
  return field ? { field, code: "fill_value" } : null;
}

function orderProblem(low: DraftNumber, high: DraftNumber, field: string): LeafProblem | null {
  return typeof low === "number" && typeof high === "number" && low > high
    ? { field, code: "order_values" }
    : null;
}

/** A currency is a part of "how much was spent" only. */
const spends = (leaf: DraftPurchase): boolean =>
  leaf.operator === "did" && (leaf.minSpent !== null || leaf.maxSpent !== null);

/** Parts that an operator does not take are left out: they stay in the draft for when it is changed back. */
function finishedLeaf(leaf: DraftLeaf): FilterLeaf {
  switch (leaf.kind) {
    case "attribute":
      return attributeFilter(leaf);
    case "event": {
      const { kind, name, operator, days } = leaf;
      return {
        kind,
        name,
        operator,
        days: days || null,
        ...(operator === "did" ? counts(leaf) : {}),
        ...conditionList(leaf.properties),
      };
    }
    case "event_time": {
      const { kind, name, which, operator } = leaf;
      return { kind, name, which, operator, value: finishedValue(leaf.value, valueShape("date", operator)) };
    }
    case "purchase":
      return {
        kind: leaf.kind,
        operator: leaf.operator,
        days: leaf.days || null,
        ...given({ productId: leaf.productId }),
        ...(leaf.operator === "did" ? counts(leaf) : {}),
        ...(spends(leaf) ? given({ minSpent: leaf.minSpent, maxSpent: leaf.maxSpent }) : {}),
        ...(spends(leaf) ? given({ currency: leaf.currency }) : {}),
        ...conditionList(leaf.properties),
      };
    case "subscription": {
      const { kind, subscriptionGroupId, state, changedInDays } = leaf;
      return { kind, subscriptionGroupId, state, ...(state === "unknown" ? {} : given({ changedInDays })) };
    }
    case "message":
      return {
        kind: leaf.kind,
        operator: leaf.operator,
        days: leaf.days || null,
        ...given({ campaignId: leaf.campaignId, tag: leaf.tag }),
        ...(leaf.campaignId ? given({ variantId: leaf.variantId }) : {}),
        ...given({ subscriptionGroupId: leaf.subscriptionGroupId }),
        ...(aboutFailure(leaf.operator) ? given({ errorCode: leaf.errorCode }) : {}),
        ...(isNegative(leaf.operator) ? {} : given({ minCount: leaf.minCount })),
      };
    case "last_message": {
      const { kind, operator, subscriptionGroupId } = leaf;
      const value = finishedValue(leaf.value, valueShape("date", operator));
      return { kind, operator, ...(value === null ? {} : { value }), ...given({ subscriptionGroupId }) };
    }
    case "window":
      return { kind: leaf.kind, open: leaf.open, subscriptionGroupId: leaf.subscriptionGroupId };
    case "phone":
      return {
        kind: leaf.kind,
        operator: leaf.operator,
        ...(countryOperator(leaf.operator) ? { value: leaf.value } : {}),
      };
    case "age":
      return { kind: leaf.kind, min: numberOrNull(leaf.min), max: numberOrNull(leaf.max) };
    case "random_bucket":
      return { kind: leaf.kind, from: Number(leaf.from), to: Number(leaf.to) };
    case "import":
      return { kind: leaf.kind, list: leaf.list.trim() };
    case "segment":
      return { kind: leaf.kind, segmentId: leaf.segmentId };
  }
}

function attributeFilter(leaf: DraftAttribute): FilterLeaf {
  const { kind, name, custom, type, operator, path } = leaf;
  const shape = valueShape(type, operator);
  const value = shape === "conditions" ? leaf.conditions.map(condition) : finishedValue(leaf.value, shape);
  return {
    kind,
    name,
    custom,
    ...(path.length > 0 ? { path } : {}),
    type,
    operator,
    ...(value === null ? {} : { value }),
  };
}

function condition({ name, type, operator, value }: DraftCondition): ElementCondition {
  const done = finishedValue(value, valueShape(type, operator));
  return { name: name.trim(), type, operator, ...(done === null ? {} : { value: done }) };
}

/** "At least once" is what "did" means: it is not written down. */
function counts(leaf: { minCount: DraftNumber; maxCount: DraftNumber }) {
  return given({ minCount: leaf.minCount === 1 ? null : leaf.minCount, maxCount: leaf.maxCount });
}

const conditionList = (list: readonly DraftCondition[]) =>
  list.length > 0 ? { properties: list.map(condition) } : {};

const numberOrNull = (value: DraftNumber): number | null => (typeof value === "number" ? value : null);

/** Only the parts that the filter has. */
function given<Parts extends Record<string, string | number | null>>(
  parts: Parts,
): { [Name in keyof Parts]?: Exclude<Parts[Name], null | ""> } {
  const kept = Object.entries(parts).filter(([, part]) => part !== null && part !== "");
  return Object.fromEntries(kept) as { [Name in keyof Parts]?: Exclude<Parts[Name], null | ""> };
}

/** The value in the shape its operator takes, or null while it is unfinished. */
function finishedValue(value: DraftValue, shape: ValueShape): string | number | (string | number)[] | null {
  switch (shape) {
    case "text":
    case "date":
      return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
    case "regex":
      return typeof value === "string" && value !== "" ? value : null;
    case "number":
    case "days":
    case "month":
      return typeof value === "number" && Number.isFinite(value) ? value : null;
    case "text_list": {
      const texts = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
      return texts.length > 0 ? texts : null;
    }
    case "number_pair":
    case "date_pair": {
      const wanted = shape === "number_pair" ? "number" : "string";
      const ends = Array.isArray(value) ? value.filter((end) => end !== null && typeof end === wanted) : [];
      return ends.length === 2 ? (ends as (string | number)[]) : null;
    }
    case "none":
    case "conditions":
      return null;
  }
}
