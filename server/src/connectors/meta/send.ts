/** The I/O shell of sending: one POST per message, which is all that Meta's API takes. */
import { HttpError } from "../../lib/http.ts";
import type { OutboundMessage, ProviderCredentials, ProviderIo, SendResult } from "../connector.ts";
import { authorization, withoutSecrets } from "./client.ts";
import { metaError } from "./errors.ts";
import { buildPayload } from "./payloads.ts";
import { readAnswer, refused, unknown } from "./results.ts";

/** Never throws for what Meta may do. */
export async function send(
  io: ProviderIo,
  credentials: ProviderCredentials,
  messages: readonly OutboundMessage[],
): Promise<SendResult[]> {
  return Promise.all(messages.map((message) => post(io, credentials, message)));
}

async function post(
  io: ProviderIo,
  credentials: ProviderCredentials,
  message: OutboundMessage,
): Promise<SendResult> {
  const { header, query } = authorization(credentials);
  const search = new URLSearchParams(query).toString();
  try {
    const answer = await io.http.send({
      method: "POST",
      url: `${credentials.baseUrl}/${encodeURIComponent(message.from.phoneNumberId)}/messages${search ? `?${search}` : ""}`,
      headers: {
        authorization: header,
        "content-type": "application/json",
        accept: "application/json",
      },
      body: JSON.stringify(buildPayload(message)),
      timeoutMs: io.timeoutMs,
      allowedHosts: credentials.allowedHosts,
    });
    return readAnswer(message.messageId, answer.status, withoutSecrets(answer.body, credentials));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return withoutAnswer(message.messageId, error);
  }
}

function withoutAnswer(messageId: string, error: HttpError): SendResult {
  if (error.kind === "blocked") return refused(messageId, metaError("meta:blocked", error.message));
  // Nothing reached Meta: no doubt about the outcome.
  if (!error.sent) return refused(messageId, metaError("meta:unreachable", error.message));
  return unknown(messageId, metaError("meta:timeout", error.message));
}
