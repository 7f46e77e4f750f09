/** The I/O shell of sending: one POST per group of messages, until every message has its result. */
import { HttpError } from "../../lib/http.ts";
import type { OutboundMessage, ProviderCredentials, ProviderIo, SendResult } from "../connector.ts";
import { infobipError } from "./errors.ts";
import { buildPayload } from "./payloads.ts";
import { allRefused, allUnknown, readAnswer, type Verdict } from "./results.ts";

/** `messages` are of one kind and at most as many as callSize allows. Never throws for what Infobip may do. */
export async function send(
  io: ProviderIo,
  credentials: ProviderCredentials,
  messages: readonly OutboundMessage[],
): Promise<SendResult[]> {
  const results: SendResult[] = [];
  const groups: (readonly OutboundMessage[])[] = [messages];
  for (let group = groups.pop(); group; group = groups.pop()) {
    const verdict = await post(io, credentials, group);
    results.push(...verdict.results);
    groups.push(...verdict.again);
  }
  return results;
}

async function post(
  io: ProviderIo,
  credentials: ProviderCredentials,
  messages: readonly OutboundMessage[],
): Promise<Verdict> {
  const { path, body } = buildPayload(messages);
  try {
    const answer = await io.http.send({
      method: "POST",
      url: credentials.baseUrl + path,
      headers: {
        authorization: `App ${credentials.apiKey}`,
        "content-type": "application/json",
        accept: "application/json",
      },
      body: JSON.stringify(body),
      timeoutMs: io.timeoutMs,
      allowedHosts: credentials.allowedHosts,
    });
    return readAnswer(messages, answer.status, answer.body);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { results: withoutAnswer(messages, error), again: [] };
  }
}

function withoutAnswer(messages: readonly OutboundMessage[], error: HttpError): SendResult[] {
  if (error.kind === "blocked") return allRefused(messages, infobipError("infobip:blocked", error.message));
  // Nothing reached Infobip: no doubt about the outcome, so no reconciliation either.
  if (!error.sent) return allRefused(messages, infobipError("infobip:unreachable", error.message));
  return allUnknown(messages, infobipError("infobip:timeout", error.message));
}
