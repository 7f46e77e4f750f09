/** One signed POST per message; the answer's status is the result. */
import { HttpError, type HttpResponse } from "../../lib/http.ts";
import { signWebhook } from "../../lib/standard-webhooks.ts";
import type {
  OutboundMessage,
  ProviderCredentials,
  ProviderIo,
  SendError,
  SendResult,
} from "../connector.ts";
import { webhookError } from "./errors.ts";

export async function send(
  io: ProviderIo,
  credentials: ProviderCredentials,
  messages: readonly OutboundMessage[],
): Promise<SendResult[]> {
  return Promise.all(messages.map((message) => sendOne(io, credentials, message)));
}

async function sendOne(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { messageId, from, to, content, replyTo }: OutboundMessage,
): Promise<SendResult> {
  const data = { messageId, from: from.phone, to, content, ...(replyTo ? { replyTo } : {}) };
  try {
    return readAnswer(messageId, await post(io, credentials, messageId, { type: "message", data }));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (error.kind === "blocked") return refused(messageId, webhookError("blocked", error.message));
    if (!error.sent) return refused(messageId, webhookError("unreachable", error.message));
    return { messageId, outcome: "unknown", error: webhookError("timeout", error.message) };
  }
}

/** `id` is the idempotency key: a receiver that has seen it answers 2xx and does nothing. */
export function post(
  io: ProviderIo,
  { baseUrl, apiKey, allowedHosts }: ProviderCredentials,
  id: string,
  value: unknown,
): Promise<HttpResponse> {
  const body = JSON.stringify(value);
  const seconds = Math.floor(Date.now() / 1000);
  return io.http.send({
    method: "POST",
    url: baseUrl,
    headers: {
      "content-type": "application/json",
      "user-agent": "Ponte",
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": signWebhook(apiKey, id, seconds, body),
    },
    body,
    timeoutMs: io.timeoutMs,
    allowedHosts,
  });
}

function readAnswer(messageId: string, { status, body }: HttpResponse): SendResult {
  if (status >= 200 && status < 300) return { messageId, outcome: "accepted" };
  const words = body.trim().slice(0, 200) || `HTTP ${status}`;
  if (status >= 500 || status === 408)
    return { messageId, outcome: "unknown", error: webhookError("http-5xx", words) };
  return refused(messageId, webhookError(refusalOf(status), words));
}

/** Redirects are not followed: a signature is for the address it was made for. */
function refusalOf(status: number): string {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429) return "slow_down";
  return status < 400 || [404, 405, 410].includes(status) ? "gone" : "refused";
}

function refused(messageId: string, error: SendError): SendResult {
  return { messageId, outcome: "refused", error };
}
