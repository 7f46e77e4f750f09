/**
 * A message compiled once per dispatch and rendered per contact: what leaves for the provider, and what a person will see. A
 * contact whose values do not fit is a result with a reason, never an exception. Pure.
 */
import type { OutboundContent } from "../connectors/connector.ts";
import {
  AbortMessage,
  type CompiledText,
  compileLiquid,
  type LiquidScope,
  type LiquidValues,
  liquidScope,
  RenderFailure,
} from "./liquid.ts";
import type { MessageContent, RenderedMessage } from "./message.ts";
import type { ContentReason } from "./reasons.ts";
import { limits, parseTemplateVariables, type TemplateVariable } from "./template.ts";
import { fillTemplate, type TemplateValues } from "./template-fill.ts";
import { valueProblem } from "./value-rules.ts";

export type RenderValues = LiquidValues;

export type RenderResult =
  | { readonly ok: true; readonly content: OutboundContent; readonly rendered: RenderedMessage }
  | RenderRefusal;

export interface RenderRefusal {
  readonly ok: false;
  readonly code: ContentReason;
  /** In words, naming the variable. */
  readonly text: string;
  /** The variable: body.1 …; "body" for a text message; empty for the message as a whole. */
  readonly field: string;
}

export interface CompiledMessage {
  render(values: RenderValues): RenderResult;
}

/** Throws LiquidError for the first variable whose Liquid is not valid. */
export function compileMessage(content: MessageContent): CompiledMessage {
  return content.kind === "text" ? compileText(content) : compileTemplate(content);
}

/** Thrown inside one rendering, caught at its edge. */
class Refused extends Error {
  readonly refusal: RenderRefusal;
  constructor(code: ContentReason, field: string, text: string) {
    super(text);
    this.refusal = { ok: false, code, field, text };
  }
}

function compileText(content: Extract<MessageContent, { kind: "text" }>): CompiledMessage {
  const body = compileLiquid(content.body, "body");
  const { previewUrl } = content;
  return guarded((values) => {
    const text = renderValue(body, liquidScope(values), "body", "the text").trim();
    if (text === "")
      throw new Refused("variable_empty", "body", "The text of the message is empty for this contact.");
    if (text.length > limits.text)
      throw new Refused(
        "message_too_long",
        "body",
        `The text has ${text.length} characters; WhatsApp takes at most ${limits.text}.`,
      );
    return { ok: true, content: { kind: "text", body: text, previewUrl }, rendered: { body: text } };
  });
}

function compileTemplate(content: Extract<MessageContent, { kind: "template" }>): CompiledMessage {
  const variables = parseTemplateVariables(content.structure).map((variable) => ({
    variable,
    text: compileLiquid(content.variables[variable.key] ?? "", variable.key),
  }));
  const personal = variables.some(({ text }) => !text.constant);
  return guarded((values) => {
    const filled: TemplateValues = new Map();
    const scope = personal ? liquidScope(values) : {};
    for (const { variable, text } of variables) {
      const value = renderValue(text, scope, variable.key, variable.label).trim();
      checkValue(variable, value);
      if (value !== "") filled.set(variable.key, value);
    }
    const message = fillTemplate(content, filled);
    const tooLong = message.tooLong;
    if (tooLong) throw new Refused("message_too_long", tooLong.field, tooLong.text);
    return { ok: true, content: message.content, rendered: message.rendered };
  });
}

function guarded(render: (values: RenderValues) => RenderResult): CompiledMessage {
  return {
    render(values) {
      try {
        return render(values);
      } catch (error) {
        if (error instanceof Refused) return error.refusal;
        if (error instanceof AbortMessage)
          return {
            ok: false,
            code: "liquid_abort",
            field: "",
            text: error.message || "abort_message without a reason",
          };
        throw error;
      }
    },
  };
}

function renderValue(text: CompiledText, scope: LiquidScope, field: string, label: string): string {
  try {
    return text.render(scope);
  } catch (error) {
    if (error instanceof RenderFailure)
      throw new Refused("liquid_error", field, `The Liquid of ${label} failed: ${error.message}`);
    throw error;
  }
}

function checkValue(variable: TemplateVariable, value: string): void {
  if (value === "") {
    if (!variable.required) return;
    throw new Refused(
      "variable_empty",
      variable.key,
      `${capitalised(variable.label)} is empty for this contact.`,
    );
  }
  const problem = valueProblem(variable, value);
  if (problem)
    throw new Refused(problem.code, variable.key, `${capitalised(variable.label)} ${problem.text}`);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
