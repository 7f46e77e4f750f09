/** The shapes a result can have, and the body of a POST that carries many of one shape. */
import type { Message } from "../types.ts";
import { deliveryResult, inboundResult, seenResult } from "./bodies.ts";
import { unifiedDelivery, unifiedSeen } from "./unified.ts";

export type ResultEvent = "DELIVERY" | "SEEN" | "INBOUND_MESSAGE";

/** Messages of the unified Messages API are reported in that API's own shape. */
export type ResultForm = ResultEvent | "UNIFIED_DELIVERY" | "UNIFIED_SEEN";

const RENDER: Record<ResultForm, (message: Message) => string> = {
  DELIVERY: deliveryResult,
  SEEN: seenResult,
  INBOUND_MESSAGE: inboundResult,
  UNIFIED_DELIVERY: unifiedDelivery,
  UNIFIED_SEEN: unifiedSeen,
};

export function resultsBody(form: ResultForm, messages: Message[]): string {
  const results = `{"results":[${messages.map(RENDER[form]).join(",")}]`;
  return form === "INBOUND_MESSAGE"
    ? `${results},"messageCount":${messages.length},"pendingMessageCount":0}`
    : `${results}}`;
}
