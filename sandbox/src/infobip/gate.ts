/**
 * What stands before every Infobip endpoint, in this order: the outage switch, the key (401), its scopes (403), the rate
 * (429), the sender of the path (404). Handlers then answer 404 before 400.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Sandbox } from "../sandbox.ts";
import { logApi, senderOf } from "../state.ts";
import { readDate } from "../time.ts";
import type { Account, ApiKey } from "../types.ts";
import { InfobipError } from "./errors.ts";
import { ipAllowed } from "./ip.ts";
import type { Operation } from "./operations.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    operation?: Operation;
    /** Its key in the table of operations. */
    name?: string;
  }
  interface FastifyRequest {
    account: Account;
    apiKey: ApiKey;
  }
}

/** Throws the InfobipError that a caller deserves, else puts `account` and `apiKey` on the request. */
export function passGate(sandbox: Sandbox, rates: RateWindows, request: FastifyRequest): void {
  const { faults, enforceRates } = sandbox.state.settings;
  if (faults.outage) throw new InfobipError(503);
  const key = authenticate(sandbox, request);
  const account = sandbox.state.accounts.get(key.accountKey);
  if (!account || account.disabled) throw new InfobipError(401);
  request.apiKey = key;
  request.account = account;
  const { operation, name } = request.routeOptions.config;
  if (!operation) throw new InfobipError(404);
  if (!operation.scopes.some((scope) => key.scopeGuids.includes(scope))) throw new InfobipError(403);
  if (faults.throttleRate > 0 && Math.random() < faults.throttleRate) throw new InfobipError(429);
  const { rate } = operation;
  if (rate && enforceRates && !rates.take(`${key.id} ${name}`, rate)) throw new InfobipError(429);
  if (faults.errorRate > 0 && Math.random() < faults.errorRate) throw new InfobipError(500);
  const { sender } = request.params as { sender?: string };
  if (sender !== undefined && !senderOf(sandbox.state, account, sender))
    throw new InfobipError(404, name?.includes("/flows") ? { code: "WA-FLOW-SENDER404" } : {});
}

function authenticate(sandbox: Sandbox, request: FastifyRequest): ApiKey {
  const secret = /^App\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const key = secret ? sandbox.state.keysBySecret.get(secret) : undefined;
  if (!key) throw new InfobipError(401);
  const words = refusal(key, request.ip);
  if (words === null) return key;
  throw new InfobipError(401, sandbox.state.settings.explainRefusals ? { text: words } : {});
}

function refusal(key: ApiKey, ip: string): string | null {
  const now = Date.now();
  if (!key.enabled) return "API key is disabled";
  if (readDate(key.validTo) <= now || readDate(key.validFrom) > now + 1000) return "API key has expired";
  if (key.allowedIPs.length > 0 && !ipAllowed(ip, key.allowedIPs))
    return "IP address is not allowed for this API key";
  return null;
}

/** Fixed windows of calls per key and endpoint. */
export class RateWindows {
  private readonly windows = new Map<string, { startsAt: number; used: number }>();

  take(name: string, rate: { limit: number; windowMs: number }): boolean {
    const now = Date.now();
    let window = this.windows.get(name);
    if (!window || now - window.startsAt >= rate.windowMs) {
      window = { startsAt: now, used: 0 };
      this.windows.set(name, window);
    }
    window.used++;
    return window.used <= rate.limit;
  }
}

/** Keeps the call for the portal's log. */
export function recordCall(sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): void {
  if (!request.account) return;
  sandbox.state.counters.calls++;
  const path = request.url.split("?")[0] ?? request.url;
  logApi(sandbox.state, {
    at: Date.now(),
    accountKey: request.account.key,
    text: `${request.method} ${path}`,
    status: reply.statusCode,
  });
}
