/** Inbound files: behind the API key, or one redirect away on a content network that must never see the key. */
import { AppError } from "../../lib/errors.ts";
import { HttpError } from "../../lib/http.ts";
import type { FetchedMedia, InboundMedia, ProviderCredentials, ProviderIo } from "../connector.ts";

/** null: expired or deleted at Infobip. Throws an AppError for what may pass. */
export async function fetchMedia(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { ref }: InboundMedia,
  maxBytes: number,
): Promise<FetchedMedia | null> {
  const address = mediaAddress(ref, credentials);
  const { allowedHosts } = credentials;
  try {
    let answer = await io.http.download(
      {
        method: "GET",
        url: address.href,
        headers: { authorization: `App ${credentials.apiKey}` },
        timeoutMs: io.timeoutMs,
        allowedHosts,
      },
      maxBytes,
    );
    const location = answer.headers.location;
    if (answer.status >= 300 && answer.status < 400 && typeof location === "string")
      answer = await io.http.download(
        { method: "GET", url: new URL(location, address).href, timeoutMs: io.timeoutMs, allowedHosts },
        maxBytes,
      );
    if (answer.status === 404 || answer.status === 410) return null;
    if (answer.status !== 200)
      throw new AppError("media_refused", `Infobip refused to hand out the file (HTTP ${answer.status}).`, {
        status: 502,
      });
    const contentType = String(answer.headers["content-type"] ?? "application/octet-stream");
    return { contentType, bytes: answer.bytes };
  } catch (cause) {
    if (!(cause instanceof HttpError)) throw cause;
    if (cause.kind === "too_large") throw new AppError("media_too_large", cause.message);
    throw new AppError("media_unreachable", `The file could not be fetched: ${cause.message}`, {
      status: 502,
      cause,
    });
  }
}

/** The key goes to the connection's own host only, whatever address a webhook named. */
function mediaAddress(ref: string, { baseUrl }: ProviderCredentials): URL {
  const given = URL.parse(ref, baseUrl);
  if (!given?.pathname.startsWith("/whatsapp/1/senders/"))
    throw new AppError("media_refused", "The file's address is not one of Infobip's media addresses.");
  return new URL(given.pathname + given.search, baseUrl);
}
