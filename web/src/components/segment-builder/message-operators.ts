import type { MessageOperator } from "../../api/types.ts";

/** In the order in which a message goes its way; each with its opposite. */
export const messageOperators: readonly MessageOperator[] = [
  "received",
  "not_received",
  "delivered",
  "not_delivered",
  "read",
  "not_read",
  "clicked",
  "not_clicked",
  "replied",
  "not_replied",
  "failed",
  "not_failed",
];

export const isNegative = (operator: string): boolean =>
  operator.startsWith("not_") || operator === "did_not";
export const aboutFailure = (operator: MessageOperator): boolean =>
  operator === "failed" || operator === "not_failed";
