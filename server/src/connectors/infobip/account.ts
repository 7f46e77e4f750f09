/**
 * Is the key good, whose is it, what may it do. Facts: Infobip answers 401 for a wrong, expired or disabled key and for a caller
 * whose address is not allowed; whether its words tell which is not documented, so they are read but not relied on. A missing
 * scope is a 403 that never names the scope: the key's own record does, and where that cannot be read one harmless call per
 * family tells.
 */
import { AppError } from "../../lib/errors.ts";
import type { AccountFacts, Money, ProviderCredentials, ProviderIo } from "../connector.ts";
import { callInfobip, errorText, type InfobipAnswer, unexpected } from "./client.ts";
import { type Json, object, text } from "./json.ts";

export const requiredScopes = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
] as const;

interface KeyRecord {
  readonly accountId?: string;
  readonly name?: string;
  readonly allowedIPs?: string[];
  readonly validTo?: string;
  readonly scopeGuids?: string[];
}

/** Throws an AppError that names the reason; else tells whose key it is. */
export async function probeAccount(io: ProviderIo, credentials: ProviderCredentials): Promise<AccountFacts> {
  const balance = await callInfobip(io, credentials, { method: "GET", path: "/account/1/balance" });
  if (balance.status === 401) throw keyRefused(errorText(balance.json));
  if (![200, 403].includes(balance.status) || balance.json === null) throw notInfobip(credentials, balance);
  const record = balance.status === 200 ? await readKeyRecord(io, credentials) : null;
  const granted =
    record?.scopeGuids?.map((scope) => scope.toLowerCase()) ??
    (await probeScopes(io, credentials, balance.status === 200));
  const missing = requiredScopes.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) throw missingScopes(missing);
  const accountId = record?.accountId ?? null;
  return {
    accountId,
    accountName: await readAccountName(io, credentials, accountId),
    keyName: record?.name ?? null,
    keyExpiresAt: record?.validTo ? parseZonelessDate(record.validTo) : null,
    allowedIps: record?.allowedIPs ?? [],
    scopes: granted,
  };
}

/** What the account has left; where the plain balance is refused, the one with credit lines. null: the key may read neither. */
export async function readBalance(io: ProviderIo, credentials: ProviderCredentials): Promise<Money | null> {
  const plain = await callInfobip(io, credentials, { method: "GET", path: "/account/1/balance" });
  const read = plain.status === 200 ? toMoney(object(plain.json)) : null;
  if (read) return read;
  if (![200, 400, 403, 404].includes(plain.status)) throw unexpected("read the balance", plain);
  const total = await callInfobip(io, credentials, { method: "GET", path: "/account/1/total-balance" });
  if (total.status === 200) return toMoney(object(total.json));
  if ([400, 403, 404].includes(total.status)) return null;
  throw unexpected("read the balance", total);
}

/** The currency is a code, or an object that has one. */
function toMoney({ balance, currency }: Json): Money | null {
  const code = text(currency) ?? text(object(currency).code);
  return typeof balance === "number" && code ? { amount: balance.toFixed(4), currency: code } : null;
}

async function readKeyRecord(io: ProviderIo, credentials: ProviderCredentials): Promise<KeyRecord | null> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: "/settings/2/api-keys",
    query: { apiKeySecret: credentials.apiKey, size: 1 },
  });
  if (answer.status !== 200) return null; // the scope may be there and the key's user still lack the role
  return (answer.json as { apiKeys?: KeyRecord[] } | null)?.apiKeys?.[0] ?? null;
}

async function readAccountName(
  io: ProviderIo,
  credentials: ProviderCredentials,
  accountId: string | null,
): Promise<string | null> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: "/settings/1/accounts",
    query: { limit: 100 },
  });
  const accounts =
    answer.status === 200
      ? ((answer.json as { accounts?: { key: string; name: string }[] } | null)?.accounts ?? [])
      : [];
  return (
    accounts.find((account) => account.key === accountId)?.name ??
    (accounts.length === 1 ? (accounts[0]?.name ?? null) : null)
  );
}

/** Calls without side effects: anything but 403 means that the scope is there. */
async function probeScopes(
  io: ProviderIo,
  credentials: ProviderCredentials,
  hasAccountManagement: boolean,
): Promise<string[]> {
  const probes = [
    {
      scopes: ["whatsapp:manage"],
      call: { method: "GET", path: "/whatsapp/1/templates", query: { size: 1 } },
    },
    {
      scopes: ["message:send", "whatsapp:message:send"],
      call: { method: "POST", path: "/whatsapp/1/message/text", body: {} },
    },
    {
      scopes: ["subscriptions:manage"],
      call: { method: "GET", path: "/subscriptions/1/subscription/WHATSAPP", query: { size: 1 } },
    },
    { scopes: ["metrics:manage"], call: { method: "GET", path: `/metrics/1/requests/${"0".repeat(32)}` } },
  ] as const;
  const answers = await Promise.all(probes.map((probe) => callInfobip(io, credentials, probe.call)));
  for (const answer of answers) {
    if (answer.status === 401) throw keyRefused(errorText(answer.json));
    if (answer.status === 429 || answer.status >= 500) throw unexpected("check what the key may do", answer);
  }
  const granted = probes.flatMap((probe, index) => (answers[index]?.status === 403 ? [] : [...probe.scopes]));
  return hasAccountManagement ? [...granted, "account-management:manage"] : granted;
}

/** An Infobip host that is somebody else's answers like Infobip; a host that is not, does not. */
function notInfobip({ baseUrl }: ProviderCredentials, answer: InfobipAnswer): AppError {
  if (answer.status === 429 || answer.status >= 500) return unexpected("check the key", answer);
  const host = new URL(baseUrl).host;
  return new AppError(
    "infobip_host_wrong",
    `${host} does not answer like Infobip's API (HTTP ${answer.status}). Copy the API base URL of your account from Infobip's portal; it looks like https://xxxxx.api.infobip.com.`,
    { params: { host, status: answer.status } },
  );
}

function keyRefused(words: string): AppError {
  if (/expired/i.test(words))
    return new AppError(
      "infobip_key_expired",
      "This API key has expired. Create a new one in Infobip under Developer tools → API keys, with a date far in the future, and enter it here.",
    );
  if (/disabled/i.test(words))
    return new AppError(
      "infobip_key_disabled",
      "This API key is disabled. Enable it in Infobip under Developer tools → API keys, or create a new one.",
    );
  if (/\bip\b/i.test(words))
    return new AppError(
      "infobip_ip_not_allowed",
      "This API key may not be used from this server's address. Add the address to the key's allowed IPs in Infobip, or leave the list empty.",
    );
  return new AppError(
    "infobip_key_invalid",
    "Infobip does not accept this API key. Copy it again, whole; if it is right, check in Infobip that it is enabled, has not expired and allows this server's address.",
  );
}

function missingScopes(missing: readonly string[]): AppError {
  const scopes = missing.join(", ");
  return new AppError(
    "infobip_missing_scopes",
    `This API key lacks ${missing.length === 1 ? "the scope" : "the scopes"} ${scopes}. Edit the key in Infobip under Developer tools → API keys, add what is missing, and connect again.`,
    {
      params: { scopes },
    },
  );
}

/** Infobip's account dates come without a zone and mean UTC. */
function parseZonelessDate(text: string): Date | null {
  const date = new Date(
    /[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2") : `${text}Z`,
  );
  return Number.isNaN(date.getTime()) ? null : date;
}
