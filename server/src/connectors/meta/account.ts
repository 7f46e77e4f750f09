/** Is the token good, whose is it, what may it do. */
import { AppError } from "../../lib/errors.ts";
import type { AccountFacts, ProviderCredentials, ProviderIo } from "../connector.ts";
import { callGraph, readPages } from "./client.ts";
import { missingPermission, readToken, refusedCall } from "./token.ts";

/** What a token needs for everything that Ponte does with it. */
export const requiredPermissions = ["whatsapp_business_management", "whatsapp_business_messaging"] as const;

export interface Waba {
  readonly id: string;
  readonly name: string;
  /** The business portfolio that owns it. */
  readonly businessId: string | null;
  readonly businessName: string | null;
}

/** Throws an AppError that names the reason; else tells whose token it is. */
export async function probeAccount(io: ProviderIo, credentials: ProviderCredentials): Promise<AccountFacts> {
  const token = await readToken(io, credentials);
  const wabas = await grantedWabas(io, credentials, token.wabaIds);
  // Sending needs this one by name; management may be there without its name, and reading the numbers proves it.
  if (token.scopes.length > 0 && !token.scopes.includes("whatsapp_business_messaging"))
    throw missingPermission("whatsapp_business_messaging");
  if (token.wabaIds.length > 0 && wabas.length === 0) throw missingPermission("whatsapp_business_management");
  const [first] = wabas;
  return {
    accountId: first?.businessId ?? null,
    accountName: first?.businessName ?? null,
    keyName: token.appName,
    keyExpiresAt: token.expiresAt,
    allowedIps: [],
    // Proved by reading an account, whether the token names it or not.
    scopes: wabas.length > 0 ? [...new Set([...token.scopes, "whatsapp_business_management"])] : token.scopes,
  };
}

/** The WABAs the token reaches: those it names, else those of the portfolios its user can see. */
export async function grantedWabas(
  io: ProviderIo,
  credentials: ProviderCredentials,
  named: readonly string[],
): Promise<Waba[]> {
  const ids = named.length > 0 ? named : await wabasOfPortfolios(io, credentials);
  const found = await Promise.all(ids.map((id) => readWaba(io, credentials, id)));
  return found.filter((waba) => waba !== null);
}

/** null: there is no such account for this token. */
export async function readWaba(
  io: ProviderIo,
  credentials: ProviderCredentials,
  wabaId: string,
): Promise<Waba | null> {
  const answer = await callGraph(io, credentials, {
    method: "GET",
    path: `/${encodeURIComponent(wabaId)}`,
    query: { fields: "id,name,owner_business_info" },
  });
  if (answer.status !== 200) {
    if (answer.problem && answer.problem.code !== 190) return null;
    throw refusedCall("read the WhatsApp Business account", answer);
  }
  const {
    id,
    name,
    owner_business_info: owner,
  } = answer.json as {
    id?: string | number;
    name?: string;
    owner_business_info?: { id?: string | number; name?: string };
  };
  // Ids of portfolios, accounts and numbers look alike: what has no name or no owner is no account.
  if (!name || !owner) return null;
  return {
    id: String(id ?? wabaId),
    name,
    businessId: owner.id === undefined ? null : String(owner.id),
    businessName: owner.name ?? null,
  };
}

/** Needs business_management, which many tokens lack: without it, nothing. */
async function wabasOfPortfolios(io: ProviderIo, credentials: ProviderCredentials): Promise<string[]> {
  const list = async (path: string) => {
    const { items, answer } = await readPages<{ id?: string | number }>(
      io,
      credentials,
      { method: "GET", path, query: { fields: "id", limit: 100 } },
      5,
    );
    return answer.status === 200 ? items.flatMap(({ id }) => (id === undefined ? [] : [String(id)])) : [];
  };
  const portfolios = await list("/me/businesses");
  const owned = await Promise.all(
    portfolios.slice(0, 10).map((id) => list(`/${id}/owned_whatsapp_business_accounts`)),
  );
  return [...new Set(owned.flat())];
}

/** Ids are typed and pasted; three kinds of them look alike. */
export function requireWaba(waba: Waba | null, wabaId: string): Waba {
  if (waba) return waba;
  throw new AppError(
    "waba_not_found",
    `This access token does not reach the WhatsApp Business account ${wabaId}. Check that the id is that of the account, not of the portfolio or the number, and that the system user has full control of it.`,
    { params: { wabaId } },
  );
}
