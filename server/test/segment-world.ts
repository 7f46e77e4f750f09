/** Contacts with fields, attributes, events, subscriptions and sends, the same in the database and in memory. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import {
  canonicalPhone,
  parseAttributes,
  recordEvents,
  setSubscriptionStates,
  writeContacts,
} from "../src/contacts/contacts.ts";
import type { Context } from "../src/lib/context.ts";
import type { KnownContact } from "./evaluate-filter.ts";
import { aNumber } from "./factories.ts";

export interface World {
  readonly contacts: readonly (KnownContact & { readonly id: string })[];
  readonly subscriptionGroupIds: readonly string[];
  readonly campaignIds: readonly string[];
}

export const worldNow = new Date("2026-11-22T15:00:00.000Z");
const hour = 3_600_000;

/** Small alphabets, so that conditions often meet. Deterministic. */
export async function makeWorld(ctx: Context, workspaceId: string, size: number): Promise<World> {
  const pick = picker(42);
  const groups = [await aNumber(ctx, workspaceId), await aNumber(ctx, workspaceId)];
  const subscriptionGroupIds = groups.map((group) => group.subscriptionGroupId);
  const campaignIds = [await aCampaign(ctx, workspaceId), await aCampaign(ctx, workspaceId)];
  const plans = Array.from({ length: size }, (_, n) =>
    planContact(pick, n, subscriptionGroupIds, campaignIds),
  );
  const results = await writeContacts(
    ctx.db,
    workspaceId,
    plans.map(({ known }, n) => ({
      identifier: { kind: "external_id", value: `w${n}` },
      fields: writable(known),
      attributes: parseAttributes(known.attributes).attributes,
    })),
    { at: worldNow },
  );
  const contacts = plans.map(({ known }, n) => ({ ...known, id: results[n]?.id ?? "" }));
  await recordEvents(
    ctx.db,
    workspaceId,
    contacts.flatMap(({ id, events }) =>
      events.map(({ name, at }) => ({ contactId: id, name, occurredAt: at })),
    ),
  );
  const changes = contacts.flatMap(({ id, subscriptions }) =>
    Object.entries(subscriptions).map(([subscriptionGroupId, state]) => ({
      contactId: id,
      subscriptionGroupId,
      state,
    })),
  );
  await setSubscriptionStates(ctx.db, workspaceId, changes, { source: "api", at: worldNow });
  for (const contact of contacts)
    await storeDetails(ctx, workspaceId, contact, subscriptionGroupIds[0] ?? "");
  return { contacts, subscriptionGroupIds, campaignIds };
}

type Pick = <T>(choices: readonly T[]) => T;

function picker(seed: number): Pick {
  let state = seed;
  return (choices) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return choices[(state >> 8) % choices.length] as never;
  };
}

function planContact(
  pick: Pick,
  n: number,
  groups: readonly string[],
  campaigns: readonly string[],
): { known: KnownContact } {
  const at = (hours: number) => new Date(worldNow.getTime() - hours * hour);
  const times = [1, 14.9, 15.1, 24, 47, 24 * 7, 24 * 29.9, 24 * 30, 24 * 30.9, 24 * 31.1, 24 * 90];
  const optional = <T>(name: string, choices: readonly T[]) => {
    const value = pick([undefined, ...choices]);
    return value === undefined ? {} : { [name]: value };
  };
  const subscriptions: Record<string, "subscribed" | "unsubscribed"> = {};
  for (const group of groups) {
    const state = pick(["subscribed", "unsubscribed", null] as const);
    if (state) subscriptions[group] = state;
  }
  return {
    known: {
      fields: {
        external_id: `w${n}`,
        first_name: pick(["Ana", "Bruno", "ana", "José", null]),
        last_name: pick(["Silva", "O'Hara", "100%_\\", null]),
        email: pick([`w${n}@example.com`, null]),
        phone: pick([`+55119${String(80_000_000 + n)}`, null]),
        country: pick(["BR", "PT", "MX", null]),
        home_city: pick(["São Paulo", "Lisboa", null]),
        language: pick(["pt", "es", null]),
        time_zone: null,
        gender: pick(["F", "M", null]),
        date_of_birth: pick(["1990-01-01", "2026-11-20", null]),
        created_at: at(pick(times)),
      },
      attributes: {
        ...optional("plan", ["gold", "silver", "Gold", ""]),
        ...optional("points", [0, 1, 2.5, -3, 1000]),
        ...optional("vip", [true, false]),
        ...optional("since", [
          "2026-11-20",
          "2026-11-21T10:00:00.000Z",
          "2026-10-23T15:00:00.000Z",
          "2025-01-01",
        ]),
        ...optional("tags", [["a"], ["a", "b"], ["c d", "gold"], []]),
      },
      events: Array.from({ length: pick([0, 0, 1, 2, 4]) }, () => ({
        name: pick(["bought", "opened"]),
        at: at(pick(times)),
      })),
      subscriptions,
      messages: Array.from({ length: pick([0, 0, 1, 2]) }, () => ({
        campaignId: pick([...campaigns, null]),
        ...optional("accepted", [at(pick(times))]),
        ...optional("read", [at(pick(times))]),
        ...optional("replied", [at(pick(times))]),
        ...optional("failed", [at(pick(times))]),
      })),
    },
  };
}

function writable({ fields }: KnownContact) {
  const text = (name: string) => fields[name] as string | null;
  return {
    firstName: text("first_name"),
    lastName: text("last_name"),
    email: text("email"),
    phone: fields.phone ? canonicalPhone(fields.phone as string, "BR") : null,
    country: text("country"),
    homeCity: text("home_city"),
    language: text("language"),
    gender: text("gender"),
    dateOfBirth: text("date_of_birth"),
  };
}

async function aCampaign(ctx: Context, workspaceId: string): Promise<string> {
  const row = await ctx.db
    .insertInto("campaigns")
    .values({ workspaceId, name: "World" })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

async function storeDetails(
  ctx: Context,
  workspaceId: string,
  contact: KnownContact & { id: string },
  subscriptionGroupId: string,
): Promise<void> {
  const createdAt = contact.fields.created_at as Date;
  await ctx.db.updateTable("contacts").set({ createdAt }).where("id", "=", contact.id).execute();
  for (const message of contact.messages)
    await sql`
      insert into sends (workspace_id, bucket, id, contact_id, dispatch_id, campaign_id, subscription_group_id, recipient,
        due_at, state, accepted_at, read_at, replied_at, failed_at)
      values (${workspaceId}, bucket_of(${contact.id}::uuid), uuid_v7(), ${contact.id}, ${randomUUID()},
        ${message.campaignId}, ${subscriptionGroupId}, '+5511980000000', now(), 'accepted',
        ${message.accepted ?? null}, ${message.read ?? null}, ${message.replied ?? null}, ${message.failed ?? null})`.execute(
      ctx.db,
    );
}
