/** Inbound files: Meta tells by id where a file lies for five minutes; it is fetched with the token, and only from Meta's hosts. */
import { AppError } from "../../lib/errors.ts";
import { HttpError } from "../../lib/http.ts";
import type { FetchedMedia, InboundMedia, ProviderCredentials, ProviderIo } from "../connector.ts";
import { authorization, callGraph, unexpected } from "./client.ts";

const metaHosts = /^(?:[a-z0-9-]+\.)*(?:fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net)$/;

/** null: expired or deleted at Meta. Throws an AppError for what may pass. */
export async function fetchMedia(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { ref }: InboundMedia,
  maxBytes: number,
): Promise<FetchedMedia | null> {
  const found = await callGraph(io, credentials, { method: "GET", path: `/${encodeURIComponent(ref)}` });
  if (found.status === 404 || found.problem?.code === 100) return null;
  const { url, mime_type: type } = (found.json ?? {}) as { url?: string; mime_type?: string };
  if (found.status !== 200 || !url) throw unexpected("say where the file is", found);
  const address = mediaAddress(url, credentials);
  try {
    const answer = await io.http.download(
      {
        method: "GET",
        url: address.href,
        headers: { authorization: authorization(credentials).header },
        timeoutMs: io.timeoutMs,
        allowedHosts: credentials.allowedHosts,
      },
      maxBytes,
    );
    // The address lives for minutes: a 404 of it alone does not say that the file is gone.
    if (answer.status !== 200)
      throw new AppError("media_unreachable", `Meta did not hand out the file (HTTP ${answer.status}).`, {
        status: 502,
      });
    const contentType = String(answer.headers["content-type"] ?? type ?? "application/octet-stream");
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

/** The token goes to Meta and to the operator's allow-list only, whatever address an answer named. */
function mediaAddress(url: string, { allowedHosts }: ProviderCredentials): URL {
  const address = URL.parse(url);
  const trusted =
    address &&
    (allowedHosts.includes(address.host) ||
      (address.protocol === "https:" && address.port === "" && metaHosts.test(address.hostname)));
  if (!address || !trusted)
    throw new AppError("media_refused", "The file's address is not one of Meta's media addresses.");
  return address;
}
