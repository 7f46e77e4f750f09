/** What Graph tells about a number and a WABA before the number moves to another one. Unreadable is not wrong: null. */
import type { ProviderCredentials, ProviderIo } from "../connector.ts";
import { callGraph, dataOf } from "./client.ts";

export interface NumberFacts {
  readonly is_pin_enabled?: boolean;
  readonly name_status?: string;
  readonly new_name_status?: string;
  readonly status?: string;
  readonly account_mode?: string;
  readonly is_on_biz_app?: boolean;
}

export interface WabaFacts {
  readonly account_review_status?: string;
  readonly business_verification_status?: string;
  readonly primary_funding_id?: string;
  readonly owner_business_info?: { readonly id?: string; readonly name?: string };
}

export function readNumberFacts(io: ProviderIo, credentials: ProviderCredentials, phoneNumberId: string) {
  return read<NumberFacts>(io, credentials, `/${encodeURIComponent(phoneNumberId)}`, [
    "is_pin_enabled",
    "name_status",
    "new_name_status",
    "status",
    "account_mode",
    "is_on_biz_app",
  ]);
}

export function readWabaFacts(io: ProviderIo, credentials: ProviderCredentials, wabaId: string) {
  return read<WabaFacts>(io, credentials, `/${encodeURIComponent(wabaId)}`, [
    "account_review_status",
    "business_verification_status",
    "primary_funding_id",
    "owner_business_info",
  ]);
}

/** null: it cannot be read. */
export async function countSubscribedApps(
  io: ProviderIo,
  credentials: ProviderCredentials,
  wabaId: string,
): Promise<number | null> {
  const path = `/${encodeURIComponent(wabaId)}/subscribed_apps`;
  const answer = await callGraph(io, credentials, { method: "GET", path });
  return answer.status === 200 ? dataOf(answer).length : null;
}

/** A business portfolio answers to fields that a WABA does not have. */
export async function isPortfolio(
  io: ProviderIo,
  credentials: ProviderCredentials,
  id: string,
): Promise<boolean> {
  return (
    (await read<object>(io, credentials, `/${encodeURIComponent(id)}`, ["verification_status"])) !== null
  );
}

async function read<T>(
  io: ProviderIo,
  credentials: ProviderCredentials,
  path: string,
  fields: readonly string[],
): Promise<T | null> {
  const query = { fields: fields.join(",") };
  const answer = await callGraph(io, credentials, { method: "GET", path, query });
  return answer.status === 200 ? (answer.json as T) : null;
}
