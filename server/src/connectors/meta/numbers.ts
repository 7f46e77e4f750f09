/** Numbers of the WABAs that a token reaches, and their health. */
import type { ProviderCredentials, ProviderIo, ProviderNumber, SendingNumberRef } from "../connector.ts";
import { grantedWabas } from "./account.ts";
import { callGraph, readPages } from "./client.ts";
import { phoneOf } from "./json.ts";
import { readToken, refusedCall } from "./token.ts";

const fields =
  "id,display_phone_number,verified_name,quality_rating,status,name_status,throughput,platform_type,code_verification_status";

export interface GraphNumber {
  readonly id?: string | number;
  readonly display_phone_number?: string;
  readonly verified_name?: string;
  readonly quality_rating?: string;
  readonly status?: string;
  readonly name_status?: string;
  readonly throughput?: { readonly level?: string };
  /** CLOUD_API once it is registered there; NOT_APPLICABLE: nowhere yet. */
  readonly platform_type?: string;
  readonly code_verification_status?: string;
}

/** null: the token reaches no such number. */
export async function readNumber(
  io: ProviderIo,
  credentials: ProviderCredentials,
  number: SendingNumberRef,
): Promise<ProviderNumber | null> {
  if (!number.phoneNumberId) {
    const listed = await numbersOfWaba(io, credentials, number.wabaId);
    return listed?.find(({ phone }) => phone === number.phone) ?? null;
  }
  const found = await readGraphNumber(io, credentials, number.phoneNumberId);
  if (!found) return null;
  const limit = number.wabaId ? await readLimit(io, credentials, number.wabaId) : null;
  return toNumber(found, number.wabaId || null, limit);
}

/** The number as Graph has it; null: the token reaches no such number. */
export async function readGraphNumber(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phoneNumberId: string,
): Promise<GraphNumber | null> {
  const answer = await callGraph(io, credentials, {
    method: "GET",
    path: `/${encodeURIComponent(phoneNumberId)}`,
    query: { fields },
  });
  if (answer.problem && (answer.problem.code === 100 || answer.problem.code === 33)) return null;
  if (answer.status !== 200) throw refusedCall("read the number", answer);
  return answer.json as GraphNumber;
}

/** Over every WABA the token names or can see; null: it names and sees none, so the ids are typed in. */
export async function listNumbers(
  io: ProviderIo,
  credentials: ProviderCredentials,
): Promise<ProviderNumber[] | null> {
  const token = await readToken(io, credentials);
  const wabas = await grantedWabas(io, credentials, token.wabaIds);
  if (wabas.length === 0) return null;
  const lists = await Promise.all(wabas.map(({ id }) => numbersOfWaba(io, credentials, id)));
  return lists.flatMap((list) => list ?? []);
}

/** null: the token does not reach this WABA. */
export async function numbersOfWaba(
  io: ProviderIo,
  credentials: ProviderCredentials,
  wabaId: string,
): Promise<ProviderNumber[] | null> {
  const { items, answer } = await readPages<GraphNumber>(io, credentials, {
    method: "GET",
    path: `/${encodeURIComponent(wabaId)}/phone_numbers`,
    query: { fields, limit: 100 },
  });
  if (answer.problem && answer.problem.code !== 190 && answer.status < 500) return null;
  if (answer.status !== 200) throw refusedCall("list the numbers", answer);
  return items.flatMap((one) => {
    const number = toNumber(one, wabaId, null);
    return number ? [number] : [];
  });
}

function toNumber(found: GraphNumber, wabaId: string | null, limit: string | null): ProviderNumber | null {
  const phone = phoneOf(found.display_phone_number);
  if (!phone) return null;
  return {
    phone,
    phoneNumberId: found.id === undefined ? null : String(found.id),
    wabaId,
    displayName: found.verified_name ?? null,
    quality: found.quality_rating ?? "UNKNOWN",
    status: found.status ?? (found.platform_type === "CLOUD_API" ? "CONNECTED" : "PENDING"),
    messagingLimit: limit,
    throughput: found.throughput?.level ?? null,
    nameStatus: found.name_status ?? null,
  };
}

/** The limit belongs to the portfolio and is read on the WABA; tokens and Graph versions without it are no error. */
async function readLimit(
  io: ProviderIo,
  credentials: ProviderCredentials,
  wabaId: string,
): Promise<string | null> {
  const answer = await callGraph(io, credentials, {
    method: "GET",
    path: `/${encodeURIComponent(wabaId)}`,
    query: { fields: "whatsapp_business_manager_messaging_limit" },
  });
  if (answer.status !== 200) return null;
  const { whatsapp_business_manager_messaging_limit: limit } = answer.json as {
    whatsapp_business_manager_messaging_limit?: unknown;
  };
  return limit === undefined || limit === null ? null : String(limit);
}
