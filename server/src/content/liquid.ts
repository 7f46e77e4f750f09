/**
 * Liquid as templates written for Braze use it: `{{${first_name} | default: 'cliente'}}`, `{{custom_attribute.${city}}}`,
 * `{{api_trigger_properties.${x}}}`, `{{campaign.${name}}}`, `{% abort_message('reason') %}`, standard tags and filters.
 * A text is compiled once; whatever can be known then (names, filters, tags) is refused then, with its place. Pure.
 */
import { AssertionError, LiquidError as EngineError, type Template, type Variables } from "liquidjs";
import { attributeKey, type ContactValues, rewriteDialect, standardAttributes } from "./dialect.ts";
import {
  AbortMessage,
  countMade,
  createEngine,
  maxOutputLength,
  maxSourceLength,
  renderContext,
  TooManySteps,
} from "./engine.ts";
import { LiquidError, positionOf } from "./liquid-error.ts";
import { explainSyntax, typographicQuotes } from "./liquid-syntax.ts";

export { AbortMessage } from "./engine.ts";
export { LiquidError } from "./liquid-error.ts";

/** What a message is filled with. */
export interface LiquidValues {
  readonly contact: ContactValues;
  /** trigger_properties of the API call, the recipient's over the common ones. */
  readonly properties?: unknown;
  readonly campaign?: { readonly id: string; readonly name: string; readonly dispatchId?: string };
}

/** Values under the names the engine looks up; made once per message and contact. */
export type LiquidScope = Record<string, unknown>;

export interface CompiledText {
  /** No Liquid in it: rendering costs nothing. */
  readonly constant: boolean;
  /** Throws AbortMessage or RenderFailure. */
  render(scope: LiquidScope): string;
}

/** The text could not be rendered for this contact although it compiled: a limit, or values that do not fit. */
export class RenderFailure extends Error {
  override name = "RenderFailure";
}

const engine = createEngine();

const known: Readonly<Record<string, readonly string[] | "any">> = {
  custom_attribute: "any",
  api_trigger_properties: "any",
  campaign: ["name", "id", "api_id", "dispatch_id", "message_name", "message_api_id"],
};

/** Compiles a text; `field` names where it stands. Throws LiquidError. */
export function compileLiquid(source: string, field = ""): CompiledText {
  if (source.length > maxSourceLength)
    throw new LiquidError(
      "too_long",
      `this text has ${source.length} characters; at most ${maxSourceLength} are possible.`,
      { line: 1, column: 1, field },
    );
  if (!source.includes("{{") && !source.includes("{%")) return { constant: true, render: () => source };
  const templates = parse(source, field);
  return { constant: false, render: (scope) => run(templates, scope) };
}

/** The scope of one message to one contact. */
export function liquidScope(values: LiquidValues): LiquidScope {
  const scope: LiquidScope = Object.create(null) as LiquidScope;
  for (const [key, read] of attributes) scope[key] = read(values.contact);
  scope.custom_attribute = values.contact.attributes;
  scope.api_trigger_properties = values.properties ?? {};
  const { campaign } = values;
  scope.campaign = campaign
    ? { name: campaign.name, id: campaign.id, api_id: campaign.id, dispatch_id: campaign.dispatchId }
    : {};
  return scope;
}

const attributes = Object.entries(standardAttributes).map(
  ([name, read]) => [attributeKey(name), read] as const,
);

function parse(source: string, field: string): Template[] {
  const rewritten = rewriteDialect(source, field);
  try {
    const templates = engine.parse(rewritten);
    refuseUnknownNames(engine.analyzeSync(templates, { partials: false }).globals, field);
    return templates;
  } catch (error) {
    if (error instanceof LiquidError) throw error;
    throw placed(error, source, rewritten, field);
  }
}

function placed(error: unknown, source: string, rewritten: string, field: string): LiquidError {
  const token = EngineError.is(error) ? error.token : undefined;
  const begin = token && token.input === rewritten ? token.begin : 0;
  const raw = EngineError.is(error) ? (error.originalError?.message ?? error.message) : String(error);
  const { problem, reason, offset } = explainSyntax(raw, source, begin);
  return new LiquidError(problem, reason, { ...positionOf(source, offset), field });
}

/** A name that nothing will ever fill is a mistake of the author, not an empty value. */
function refuseUnknownNames(globals: Variables, field: string): void {
  for (const uses of Object.values(globals)) {
    for (const { segments, location } of uses) {
      const [root, second] = segments;
      const reason = unknownName(root, second);
      if (reason)
        throw new LiquidError(reason.problem, reason.text, {
          line: location.row,
          column: location.col,
          field,
        });
    }
  }
}

function unknownName(
  root: unknown,
  second: unknown,
): { problem: "unknown_variable" | "quotes"; text: string } | null {
  if (typeof root !== "string")
    return { problem: "unknown_variable", text: "a variable must begin with a name." };
  if (attributeKeys.has(root)) return null;
  const quotes = typographicQuotes(root);
  if (quotes) return { problem: "quotes", text: quotes };
  const properties = Object.hasOwn(known, root) ? known[root] : undefined;
  if (properties === "any") return null;
  if (properties) {
    if (typeof second !== "string" || properties.includes(second)) return null;
    return {
      problem: "unknown_variable",
      text: `${root} has no "${second}". Expected one of ${properties.join(", ")}.`,
    };
  }
  if (Object.hasOwn(standardAttributes, root))
    return {
      problem: "unknown_variable",
      text: `an attribute of the contact is written \${${root}}: {{\${${root}}}}.`,
    };
  return {
    problem: "unknown_variable",
    text: `"${root}" is not known here. Expected \${first_name} or another attribute, custom_attribute.\${name}, api_trigger_properties.\${name}, campaign.\${name}, or a name assigned before; texts stand in quotes.`,
  };
}

const attributeKeys = new Set(attributes.map(([key]) => key));

function run(templates: Template[], scope: LiquidScope): string {
  let text: unknown;
  try {
    text = engine.renderSync(templates, renderContext(engine, scope));
    countMade(scope, typeof text === "string" ? text.length : 0);
  } catch (error) {
    throw renderProblem(error);
  }
  if (typeof text !== "string") return "";
  if (text.length > maxOutputLength)
    throw new RenderFailure(`the text came out longer than ${maxOutputLength} characters.`);
  return text;
}

function renderProblem(error: unknown): Error {
  const cause = EngineError.is(error) ? (error.originalError ?? error) : error;
  if (cause instanceof AbortMessage) return cause;
  const limit =
    cause instanceof TooManySteps ||
    (cause instanceof AssertionError && cause.message.endsWith("limit exceeded"));
  const text = limit
    ? "the Liquid does too much work for one message (a loop over too many items?)."
    : messageOf(cause);
  return new RenderFailure(text, { cause });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error
    ? cause.message.replace(/, line:\d+, col:\d+$/, "").slice(0, 200)
    : String(cause);
}
