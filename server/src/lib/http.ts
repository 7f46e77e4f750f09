/**
 * Every call that leaves Ponte goes through here: pooled connections, a time limit, and a guard that keeps addresses given by
 * people from reaching private networks. The guard checks the address that is really connected to, so a name that changes its
 * answer between check and use (DNS rebinding) gains nothing.
 */

import { lookup } from "node:dns";
import { isIP } from "node:net";
import { Agent, type Dispatcher, request } from "undici";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly timeoutMs?: number;
  /** host or host:port values that may be reached although they are private (the operator's allow-list). */
  readonly allowedHosts?: readonly string[];
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface HttpDownload {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Like send, for files: never follows a redirect, and gives up (kind "too_large") beyond `maxBytes`. */
  download(request: HttpRequest, maxBytes: number): Promise<HttpDownload>;
  close(): Promise<void>;
}

/** The call did not lead to an answer. `sent` is false only when nothing can have reached the other side. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly kind: "blocked" | "unreachable" | "timeout" | "too_large";
  readonly sent: boolean;
  constructor(kind: HttpError["kind"], message: string, sent: boolean, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
    this.sent = sent;
  }
}

export function createHttpClient(): HttpClient {
  const open = new Agent({ connections: 32, pipelining: 1, keepAliveTimeout: 30_000 });
  const guarded = new Agent({ connections: 32, keepAliveTimeout: 30_000, connect: { lookup: publicLookup } });

  function dispatcherFor(url: URL, call: HttpRequest): Dispatcher {
    if (call.allowedHosts?.includes(url.host)) return open;
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && isPrivate(host))
      throw new HttpError(
        "blocked",
        `${url.host} is a private address; calls to private networks are not allowed.`,
        false,
      );
    return guarded;
  }

  return {
    async send(call) {
      const url = new URL(call.url);
      return exchange(dispatcherFor(url, call), url, call, async (answer) => ({
        status: answer.statusCode,
        headers: answer.headers,
        body: await answer.body.text(),
      }));
    },
    async download(call, maxBytes) {
      const url = new URL(call.url);
      return exchange(dispatcherFor(url, call), url, call, async (answer) => ({
        status: answer.statusCode,
        headers: answer.headers,
        bytes: await readAtMost(answer.body, maxBytes, url),
      }));
    },
    async close() {
      await Promise.all([open.close(), guarded.close()]);
    },
  };
}

async function readAtMost(body: AsyncIterable<Buffer>, maxBytes: number, url: URL): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > maxBytes)
      throw new HttpError("too_large", `The file at ${url.host} has more than ${maxBytes} bytes.`, true);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function exchange<T>(
  dispatcher: Dispatcher,
  url: URL,
  call: HttpRequest,
  read: (answer: Dispatcher.ResponseData) => Promise<T>,
): Promise<T> {
  const timeout = call.timeoutMs ?? 15_000;
  try {
    const response = await request(url, {
      dispatcher,
      method: call.method,
      ...(call.headers ? { headers: { ...call.headers } } : {}),
      ...(call.body === undefined ? {} : { body: call.body }),
      headersTimeout: timeout,
      bodyTimeout: timeout,
    });
    return await read(response);
  } catch (cause) {
    throw toHttpError(url, cause);
  }
}

const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function toHttpError(url: URL, cause: unknown): HttpError {
  if (cause instanceof HttpError) return cause;
  const code = (cause as { code?: string }).code ?? "";
  if ((cause as { blocked?: boolean }).blocked)
    return new HttpError(
      "blocked",
      `${url.host} leads to a private address; calls to private networks are not allowed.`,
      false,
      cause,
    );
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT")
    return new HttpError("timeout", `${url.host} did not answer in time.`, true, cause);
  return new HttpError(
    "unreachable",
    `${url.host} could not be reached (${code || String(cause)}).`,
    !neverSent.has(code),
    cause,
  );
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | { address: string; family: number }[],
  family?: number,
) => void;

function publicLookup(hostname: string, options: object, callback: LookupCallback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const list = addresses as { address: string; family: number }[];
    if (list.some((entry) => isPrivate(entry.address)))
      return callback(Object.assign(new Error("private address"), { blocked: true }), []);
    if ((options as { all?: boolean }).all) return callback(null, list);
    const first = list[0];
    if (!first) return callback(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), []);
    callback(null, first.address, first.family);
  });
}

/** Loopback, link-local, private, shared, multicast and unspecified ranges of IPv4 and IPv6 (also IPv4 inside IPv6). */
export function isPrivate(address: string): boolean {
  const mapped = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const v4 = mapped ?? (isIP(address) === 4 ? address : undefined);
  if (v4) return isPrivateV4(v4);
  const low = address.toLowerCase();
  return (
    low === "::" ||
    low === "::1" ||
    /^f[cd]/.test(low) ||
    /^fe[89ab]/.test(low) ||
    low.startsWith("ff") ||
    low.startsWith("::ffff:")
  );
}

function isPrivateV4(address: string): boolean {
  const [a = 0, b = 0] = address.split(".").map(Number);
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0) ||
    (a === 198 && (b === 18 || b === 19))
  );
}
