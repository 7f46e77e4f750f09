/**
 * Meta's answer to a send -> what became of the message. Pure. There is no idempotency key: a message is sent again only when the
 * answer says that this one was not taken. An error with a code of the catalogue says so. What tells nothing (a 5xx without a
 * known code, an unreadable 200) is "unknown", and the send waits for a status that carries our token.
 */
import type { SendError, SendResult } from "../connector.ts";
import { type GraphProblem, isProofRefused, parseJson, problemOf } from "./client.ts";
import { isKnownError, metaError } from "./errors.ts";

export function readAnswer(messageId: string, status: number, body: string): SendResult {
  const json = parseJson(body);
  const problem = problemOf(json);
  if (problem) return readProblem(messageId, status, problem);
  if (status >= 500) return unknown(messageId, metaError("meta:http-5xx"));
  if (status === 429) return refused(messageId, metaError("meta:130429"));
  if (status >= 300) return refused(messageId, metaError("meta:http-4xx", `HTTP ${status}`));
  const wamid = (json as { messages?: { id?: unknown }[] } | null)?.messages?.[0]?.id;
  if (typeof wamid !== "string" || wamid === "") return unknown(messageId, metaError("meta:unreadable"));
  // `held_for_quality_assessment` and `paused` are accepted too: a later status releases or drops the message.
  return { messageId, outcome: "accepted", providerMessageId: wamid };
}

function readProblem(messageId: string, status: number, problem: GraphProblem): SendResult {
  const code = codeOf(problem);
  // Meta's "unknown error" of a failing server may have come after the message was taken.
  if (status >= 500 && (code === "meta:1" || !isKnownError(code)))
    return unknown(messageId, metaError("meta:http-5xx", problem.text));
  return refused(messageId, metaError(code, problem.text));
}

/** A subcode counts only where it changes what is to be done. */
export function codeOf({ code, subcode, text }: GraphProblem): string {
  if (isProofRefused({ code, subcode, text })) return "meta:app-secret";
  const precise = `meta:${code}-${subcode}`;
  return subcode !== null && isKnownError(precise) ? precise : `meta:${code}`;
}

export function refused(messageId: string, error: SendError): SendResult {
  return { messageId, outcome: "refused", error };
}

export function unknown(messageId: string, error: SendError): SendResult {
  return { messageId, outcome: "unknown", error };
}
