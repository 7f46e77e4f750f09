/** What is wrong with a piece of Liquid, and where, in the text as the person typed it. */
import { AppError } from "../lib/errors.ts";

export type LiquidProblem =
  | "syntax"
  | "unknown_attribute"
  | "unknown_variable"
  | "unknown_filter"
  | "unknown_tag"
  | "quotes"
  | "too_long";

/** 400 liquid_invalid. Lines and columns count from 1; columns are UTF-16 units, as editors count them. */
export class LiquidError extends AppError {
  override name = "LiquidError";
  readonly problem: LiquidProblem;
  readonly line: number;
  readonly column: number;
  /** The variable it stands in: body.1, button.0.url …; empty for a text of its own. */
  readonly field: string;
  /** The message without the place. */
  readonly reason: string;

  constructor(problem: LiquidProblem, reason: string, at: { line: number; column: number; field: string }) {
    super("liquid_invalid", `Line ${at.line}, column ${at.column}: ${reason}`, {
      params: { problem, line: at.line, column: at.column, field: at.field, reason },
      details: [{ path: at.field, code: problem, message: reason }],
    });
    this.problem = problem;
    this.line = at.line;
    this.column = at.column;
    this.field = at.field;
    this.reason = reason;
  }
}

/** Line and column of an offset, both from 1. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, offset));
  const line = before.split("\n").length;
  return { line, column: before.length - before.lastIndexOf("\n") };
}
