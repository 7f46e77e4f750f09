/** The webhook connector: every message is posted to a URL of the operator's, which carries it wherever it likes. */
import { randomUUID } from "node:crypto";
import { AppError } from "../../lib/errors.ts";
import { HttpError } from "../../lib/http.ts";
import { verifyWebhook } from "../../lib/standard-webhooks.ts";
import type { Connector, ContentKind } from "../connector.ts";
import { post, send } from "./send.ts";
import { parseWebhook } from "./webhooks.ts";

/** As Standard Webhooks has it: what is older was recorded and sent again. */
const longestAgeSeconds = 300;

const kinds: readonly ContentKind[] = [
  "template",
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "reaction",
  "buttons",
  "list",
  "url_button",
  "product",
  "product_list",
  "flow",
  "location_request",
  "media_carousel",
];

export const webhook: Connector = {
  name: "webhook",
  // webhook-id is the messageId and documented as the key by which a receiver knows a message that it was given before.
  deduplicates: true,
  kinds: new Set(kinds),
  callSize: () => 1,
  send,
  showTyping: null,
  markRead: null,
  async fetchMedia(io, { allowedHosts }, { ref }, maxBytes) {
    const url = URL.parse(ref);
    if (!url || !["http:", "https:"].includes(url.protocol))
      throw new AppError("media_refused", "The file's address is not a web address.");
    const call = { method: "GET", url: url.href, timeoutMs: io.timeoutMs, allowedHosts } as const;
    const { status, headers, bytes } = await unlessUnreachable(io.http.download(call, maxBytes), {
      forFile: true,
    });
    if (status === 404 || status === 410) return null;
    if (status !== 200)
      throw new AppError("media_refused", `The file's address answered with HTTP ${status}.`);
    return { contentType: String(headers["content-type"] ?? "application/octet-stream"), bytes };
  },
  parseWebhook,
  checkOrigin(headers, body, secret) {
    const [id, timestamp, signature] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
      [headers[name]].flat().at(0),
    );
    const verdict = verifyWebhook(secret, { id, timestamp, signature }, body);
    const age = Math.abs(Date.now() / 1000 - Number(timestamp));
    return verdict === "valid" && !(age <= longestAgeSeconds) ? "invalid" : verdict;
  },
  acceptsUnsigned: false,
  account: {
    async probe(io, credentials) {
      const ping = post(io, credentials, `ping_${randomUUID()}`, { type: "ping", data: {} });
      const { status } = await unlessUnreachable(ping);
      if (status < 200 || status >= 300)
        throw new AppError(
          "webhook_refused",
          `Your receiver answered a signed test (type "ping") with HTTP ${status}. It must answer with 2xx; check its address, and that it verifies the signature with the secret of this connection.`,
          { params: { status } },
        );
      return {
        accountId: null,
        accountName: new URL(credentials.baseUrl).host,
        keyName: null,
        keyExpiresAt: null,
        allowedIps: [],
        scopes: [],
      };
    },
    // Nobody tells about a number behind a URL: it is what the operator says it is.
    readNumber: async (_io, _credentials, { phone, wabaId }) => ({
      phone,
      wabaId,
      phoneNumberId: null,
      displayName: null,
      quality: "UNKNOWN",
      status: "CONNECTED",
      messagingLimit: null,
    }),
    listNumbers: async () => null,
    fetchTemplates: async () => [],
    readBalance: async () => null,
    // The operator gives the receiver our address; there is nothing to subscribe to.
    subscribe: async () => {},
    unsubscribe: async () => {},
    checkSubscription: async () => [],
  },
};

async function unlessUnreachable<T>(answer: Promise<T>, { forFile = false } = {}): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (!(cause instanceof HttpError)) throw cause;
    if (cause.kind === "too_large") throw new AppError("media_too_large", cause.message);
    if (cause.kind === "blocked" && forFile) throw new AppError("media_refused", cause.message);
    throw new AppError(
      "webhook_unreachable",
      `There is no answer: ${cause.message} Check the address, and that it can be reached from this server.`,
      { status: 502, cause },
    );
  }
}
