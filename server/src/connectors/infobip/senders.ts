/** Numbers, as Infobip shows them. */
import type { ProviderCredentials, ProviderIo, ProviderNumber, SendingNumberRef } from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";
import { idText, type Json, object, objects, phoneOf, text } from "./json.ts";

/** So many numbers of a list are asked for what the list leaves out: each costs calls that Infobip counts. */
const DETAILED_NUMBERS = 20;
const NUMBERS_PER_QUALITY_CALL = 100;

/**
 * null: the account does not have this sender (yet). WABA and display name are looked up only for a number whose WABA is not
 * known: a number that is being linked.
 */
export async function readNumber(
  io: ProviderIo,
  credentials: ProviderCredentials,
  number: SendingNumberRef,
): Promise<ProviderNumber | null> {
  const qualities = await readQualities(io, credentials, [number.phone]);
  const found = qualities?.get(number.phone);
  if (!found) return null;
  const read = {
    phone: number.phone,
    phoneNumberId: number.phoneNumberId || null,
    wabaId: number.wabaId || null,
    displayName: null,
    ...found,
  };
  return number.wabaId ? read : withDetails(io, credentials, read);
}

/** Known numbers, a hundred in one call; those the account does not have are missing. */
export async function readNumbers(
  io: ProviderIo,
  credentials: ProviderCredentials,
  numbers: readonly SendingNumberRef[],
): Promise<ProviderNumber[]> {
  const found: ProviderNumber[] = [];
  for (let at = 0; at < numbers.length; at += NUMBERS_PER_QUALITY_CALL) {
    const some = numbers.slice(at, at + NUMBERS_PER_QUALITY_CALL);
    const qualities = await readQualities(
      io,
      credentials,
      some.map(({ phone }) => phone),
    );
    for (const { phone, phoneNumberId, wabaId } of some) {
      const quality = qualities?.get(phone);
      if (quality)
        found.push({
          phone,
          phoneNumberId: phoneNumberId || null,
          wabaId: wabaId || null,
          displayName: null,
          ...quality,
        });
    }
  }
  return found;
}

/** The list is in no published description, so an account without it (404) is no error: null. */
export async function listNumbers(
  io: ProviderIo,
  credentials: ProviderCredentials,
): Promise<ProviderNumber[] | null> {
  const answer = await callInfobip(io, credentials, { method: "GET", path: "/whatsapp/1/senders" });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw unexpected("list the senders", answer);
  const body = object(answer.json);
  const list = [body.senders, body.results, answer.json].find(Array.isArray);
  if (!list) return null;
  const listed = objects(list).flatMap(readListed);
  const silent = listed.filter((one) => one.quality === "UNKNOWN").map((one) => one.phone);
  const qualities = silent.length > 0 ? await readQualities(io, credentials, silent) : null;
  const numbers = listed.map((one) => ({ ...one, ...qualities?.get(one.phone) }));
  const detailed: ProviderNumber[] = [];
  for (const number of numbers.slice(0, DETAILED_NUMBERS))
    detailed.push(await withDetails(io, credentials, number));
  return [...detailed, ...numbers.slice(DETAILED_NUMBERS)];
}

/** Field names as integrators have met them. */
function readListed(one: Json): ProviderNumber[] {
  const phone = phoneOf(one.sender) ?? phoneOf(one.number) ?? phoneOf(one.phoneNumber);
  if (!phone) return [];
  return [
    {
      phone,
      phoneNumberId: idText(one.phoneNumberId) ?? null,
      wabaId: idText(one.businessAccountId) ?? null,
      displayName: text(one.displayName) ?? null,
      quality: word(one.qualityRating ?? one.quality),
      status: word(one.connectionStatus ?? one.status),
      messagingLimit: text(one.limit) ?? text(one.currentLimit) ?? null,
    },
  ];
}

type Quality = Pick<ProviderNumber, "quality" | "status" | "messagingLimit">;

/** By number; those the account does not have are missing. null: not one of them. */
async function readQualities(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phones: readonly string[],
): Promise<Map<string, Quality> | null> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: "/whatsapp/1/senders/quality",
    query: { senders: phones.slice(0, NUMBERS_PER_QUALITY_CALL).map(digits).join(",") },
  });
  if (answer.status === 404 || answer.status === 400) return null;
  if (answer.status !== 200) throw unexpected("read the number's quality", answer);
  const results = objects(object(answer.json).results);
  return new Map(
    results.map((one, index) => [
      phoneOf(one.sender) ?? phones[index] ?? "",
      {
        quality: word(one.qualityRating),
        status: word(one.status),
        messagingLimit: text(one.currentLimit) ?? null,
      },
    ]),
  );
}

/** Its WABA is told only by its templates, its name by its business profile; where they do not tell, it stays unknown. */
async function withDetails(
  io: ProviderIo,
  credentials: ProviderCredentials,
  number: ProviderNumber,
): Promise<ProviderNumber> {
  const sender = digits(number.phone);
  let { wabaId, displayName } = number;
  if (wabaId === null) {
    const query = { sender, size: 1 };
    const answer = await callInfobip(io, credentials, {
      method: "GET",
      path: "/whatsapp/1/templates",
      query,
    });
    const [template] = answer.status === 200 ? objects(object(answer.json).results) : [];
    wabaId = idText(template?.businessAccountId) ?? null;
  }
  if (displayName === null) {
    const path = `/whatsapp/1/senders/${sender}/business-info`;
    const answer = await callInfobip(io, credentials, { method: "GET", path });
    displayName = answer.status === 200 ? (text(object(answer.json).displayName) ?? null) : null;
  }
  return { ...number, wabaId, displayName };
}

function word(value: unknown): string {
  return text(value)?.toUpperCase() ?? "UNKNOWN";
}

function digits(phone: string): string {
  return phone.replace("+", "");
}
