/**
 * A small language for what a structure may hold, read by one checker: before anything is queued, when texts with Liquid are
 * still open, and once more per contact when everything is filled in. It also tidies: texts are trimmed, optional texts that
 * came out empty are left out, numbers that were given as text become numbers, defaults are put in. Pure.
 */
import { type Format, formatProblem } from "./formats.ts";

interface Common {
  /** The part may be missing. */
  readonly optional?: boolean;
}

export interface TextRule extends Common {
  readonly type: "text";
  /** UTF-16 units. */
  readonly max: number;
  readonly format?: Format;
  /** The empty text means something. */
  readonly empty?: boolean;
}
export interface NumberRule extends Common {
  readonly type: "number";
  readonly min: number;
  readonly max: number;
}
export interface FlagRule extends Common {
  readonly type: "flag";
  readonly default?: boolean;
}
export interface ChoiceRule extends Common {
  readonly type: "choice";
  readonly of: readonly string[];
  readonly default?: string;
}
export interface ListRule extends Common {
  readonly type: "list";
  readonly min: number;
  readonly max: number;
  readonly of: Rule;
}
export interface ObjectRule extends Common {
  readonly type: "object";
  readonly fields: Readonly<Record<string, Rule>>;
  /** Rules between fields, run when each field for itself is right; `open` tells texts whose Liquid is not rendered yet. */
  readonly also?: (value: never, open: Open) => readonly FieldProblem[];
}
/** The field `kind` decides. */
export interface CasesRule extends Common {
  readonly type: "cases";
  readonly cases: Readonly<Record<string, ObjectRule>>;
}
/** Data of somebody else's making, an object. */
export interface DataRule extends Common {
  readonly type: "data";
}

export type Rule =
  | TextRule
  | NumberRule
  | FlagRule
  | ChoiceRule
  | ListRule
  | ObjectRule
  | CasesRule
  | DataRule;

export interface FieldProblem {
  /** Path: cards[0].header.url */
  readonly field: string;
  readonly code: "missing" | "too_long" | "invalid";
  /** Continues a sentence that begins with the field. */
  readonly text: string;
}

export type Open = (text: string) => boolean;

export const isLiquid: Open = (text) => text.includes("{{") || text.includes("{%");
export const nothingOpen: Open = () => false;

export interface Examined {
  readonly value: unknown;
  readonly problems: readonly FieldProblem[];
}

export function examine(rule: Rule, value: unknown, open: Open, path = ""): Examined {
  const problems: FieldProblem[] = [];
  const tidy = visit(rule, value, path, { open, problems });
  return { value: tidy, problems };
}

interface Visit {
  readonly open: Open;
  readonly problems: FieldProblem[];
}

function visit(rule: Rule, value: unknown, path: string, context: Visit): unknown {
  if (value === undefined || value === null) return absent(rule, path, context);
  switch (rule.type) {
    case "text":
      return visitText(rule, value, path, context);
    case "number":
      return visitNumber(rule, value, path, context);
    case "flag":
      return typeof value === "boolean" ? value : wrong(context, path, "must be true or false.");
    case "choice":
      return visitChoice(rule, value, path, context);
    case "list":
      return visitList(rule, value, path, context);
    case "object":
      return visitObject(rule, value, path, context);
    case "cases":
      return visitCases(rule, value, path, context);
    case "data":
      return isPlain(value) && Object.keys(value).length > 0
        ? value
        : wrong(context, path, "must be an object with at least one field.");
  }
}

function absent(rule: Rule, path: string, context: Visit): unknown {
  if ("default" in rule && rule.default !== undefined) return rule.default;
  if (!rule.optional) context.problems.push({ field: path, code: "missing", text: "is missing or empty." });
  return undefined;
}

function visitText(rule: TextRule, value: unknown, path: string, context: Visit): unknown {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return wrong(context, path, "must be a text.");
  if (context.open(text)) return text;
  const trimmed = text.trim();
  if (trimmed === "") return rule.empty ? "" : absent(rule, path, context);
  if (trimmed.length > rule.max) {
    const problem = `has ${trimmed.length} characters; at most ${rule.max} are possible.`;
    context.problems.push({ field: path, code: "too_long", text: problem });
  }
  const problem = rule.format ? formatProblem(rule.format, trimmed) : null;
  if (problem) wrong(context, path, problem);
  return trimmed;
}

function visitNumber({ min, max, optional }: NumberRule, value: unknown, path: string, context: Visit) {
  if (typeof value === "string" && context.open(value)) return value;
  if (typeof value === "string" && value.trim() === "")
    return absent({ type: "number", min, max, ...(optional ? { optional } : {}) }, path, context);
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number === "number" && number >= min && number <= max) return number;
  return wrong(context, path, `must be a number from ${min} to ${max}.`);
}

function visitChoice({ of }: ChoiceRule, value: unknown, path: string, context: Visit): unknown {
  if (typeof value === "string" && context.open(value)) return value;
  const found = of.find((one) => one.toLowerCase() === String(value).trim().toLowerCase());
  return found ?? wrong(context, path, `must be one of ${of.join(", ")}.`);
}

function visitList({ min, max, of }: ListRule, value: unknown, path: string, context: Visit): unknown {
  if (!Array.isArray(value)) return wrong(context, path, "must be a list.");
  if (value.length < min || value.length > max)
    wrong(context, path, `has ${value.length} entries; from ${min} to ${max} are possible.`);
  return value.slice(0, max).map((item, index) => visit(of, item, `${path}[${index}]`, context));
}

function visitObject(rule: ObjectRule, value: unknown, path: string, context: Visit): unknown {
  if (!isPlain(value)) return wrong(context, path, "must be an object.");
  const at = (name: string) => (path ? `${path}.${name}` : name);
  for (const name of Object.keys(value))
    if (!Object.hasOwn(rule.fields, name))
      wrong(context, at(name), `is not known here; expected ${Object.keys(rule.fields).join(", ")}.`);
  const tidy: Record<string, unknown> = {};
  const before = context.problems.length;
  for (const [name, field] of Object.entries(rule.fields)) {
    const one = visit(field, value[name], at(name), context);
    if (one !== undefined) tidy[name] = one;
  }
  if (rule.also && context.problems.length === before)
    for (const problem of rule.also(tidy as never, context.open))
      context.problems.push({ ...problem, field: at(problem.field) });
  return tidy;
}

function visitCases({ cases }: CasesRule, value: unknown, path: string, context: Visit): unknown {
  if (!isPlain(value)) return wrong(context, path, "must be an object.");
  const { kind, ...fields } = value;
  const found = typeof kind === "string" && Object.hasOwn(cases, kind) ? cases[kind] : undefined;
  if (!found)
    return wrong(context, path ? `${path}.kind` : "kind", `must be one of ${Object.keys(cases).join(", ")}.`);
  return { kind, ...(visitObject(found, fields, path, context) as object | undefined) };
}

function wrong(context: Visit, field: string, text: string): undefined {
  context.problems.push({ field, code: "invalid", text });
  return undefined;
}

/** Nobody needs this many levels; without a bound, a hostile body could exhaust the stack of what walks it. */
export function isTooDeep(value: unknown, levels = 24): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
