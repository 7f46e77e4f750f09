/** What a compiled message takes and gives. */
import type { OutboundContent } from "../connectors/connector.ts";
import type { LiquidValues } from "./liquid.ts";
import type { RenderedMessage } from "./message.ts";
import type { ContentReason } from "./reasons.ts";

export interface RenderValues extends LiquidValues {
  /** An offer that has ended by then is not sent. */
  readonly now?: Date;
  /** Carried by a Flow that was given no token, so that its answer tells which send it belongs to. */
  readonly flowToken?: string;
}

export interface RenderRefusal {
  readonly ok: false;
  readonly code: ContentReason;
  /** In words, naming the variable. */
  readonly text: string;
  /** The variable: body.1 …; a path of any other kind of message: buttons[0].title; empty for the message as a whole. */
  readonly field: string;
}

export type RenderResult =
  | { readonly ok: true; readonly content: OutboundContent; readonly rendered: RenderedMessage }
  | RenderRefusal;

export interface CompiledMessage {
  render(values: RenderValues): RenderResult;
}
