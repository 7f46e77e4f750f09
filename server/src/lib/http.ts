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
  /** For the whole exchange, the last byte of the answer included; a download may take ten times as long. */
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

const defaultTimeoutMs = 15_000;
/** No answer of a provider comes near it; an address that a person gave could send without end. */
const mostAnswerBytes = 32 * 1024 * 1024;

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
      const timeoutMs = call.timeoutMs ?? defaultTimeoutMs;
      return exchange(dispatcherFor(url, call), url, call, timeoutMs, async (answer) => ({
        status: answer.statusCode,
        headers: answer.headers,
        body: (await readAtMost(answer.body, mostAnswerBytes, url)).toString("utf8"),
      }));
    },
    async download(call, maxBytes) {
      const url = new URL(call.url);
      const timeoutMs = (call.timeoutMs ?? defaultTimeoutMs) * 10;
      return exchange(dispatcherFor(url, call), url, call, timeoutMs, async (answer) => ({
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
      throw new HttpError("too_large", `What ${url.host} sends has more than ${maxBytes} bytes.`, true);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function exchange<T>(
  dispatcher: Dispatcher,
  url: URL,
  call: HttpRequest,
  totalMs: number,
  read: (answer: Dispatcher.ResponseData) => Promise<T>,
): Promise<T> {
  const timeout = call.timeoutMs ?? defaultTimeoutMs;
  // Whoever sends a byte now and then must not hold a worker for ever.
  const overdue = new AbortController();
  const timer = setTimeout(() => overdue.abort(), totalMs);
  try {
    const response = await request(url, {
      dispatcher,
      method: call.method,
      ...(call.headers ? { headers: { ...call.headers } } : {}),
      ...(call.body === undefined ? {} : { body: call.body }),
      headersTimeout: timeout,
      bodyTimeout: timeout,
      signal: overdue.signal,
    });
    return await read(response);
  } catch (cause) {
    if (overdue.signal.aborted) throw tooSlow(url, cause);
    throw toHttpError(url, cause);
  } finally {
    clearTimeout(timer);
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
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") return tooSlow(url, cause);
  return new HttpError(
    "unreachable",
    `${url.host} could not be reached (${code || String(cause)}).`,
    !neverSent.has(code),
    cause,
  );
}

function tooSlow(url: URL, cause: unknown): HttpError {
  return new HttpError("timeout", `${url.host} did not answer in time.`, true, cause);
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

/**
 * Loopback, link-local, private, shared, multicast and unspecified ranges of IPv4 and IPv6, and every spelling of IPv6 that leads
 * to such an IPv4 address: mapped and compatible ones, NAT64, 6to4, Teredo.
 */
export function isPrivate(address: string): boolean {
  if (isIP(address) === 4) return isPrivateV4(address);
  const words = wordsOf(address);
  if (!words) return true;
  const [first = 0, second = 0, third = 0] = words;
  const v4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join(".");
  const last = v4(words[6], words[7]);
  if (words.slice(0, 5).every((word) => word === 0)) return words[5] === 0xffff ? isPrivateV4(last) : true;
  // 64:ff9b::/96 goes to the IPv4 address at its end, 64:ff9b:1::/48 wherever the network's operator says.
  if (first === 0x64 && second === 0xff9b) return third === 1 || isPrivateV4(last);
  if (first === 0x2002) return isPrivateV4(v4(second, third));
  if (first === 0x2001 && second === 0) return true;
  // fc00::/7, fe80::/10, fec0::/10, ff00::/8
  return (first & 0xfe00) === 0xfc00 || (first & 0xff80) === 0xfe80 || first >= 0xff00;
}

/** The eight words of an IPv6 address; null: it is none. */
function wordsOf(address: string): number[] | null {
  const canonical = URL.parse(`http://[${address.replace(/%.*$/, "")}]/`)?.hostname.slice(1, -1);
  if (!canonical) return null;
  const [head = "", tail] = canonical.split("::");
  const read = (part: string) =>
    part === "" ? [] : part.split(":").map((word) => Number.parseInt(word, 16));
  const [left, right] = [read(head), read(tail ?? "")];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
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
