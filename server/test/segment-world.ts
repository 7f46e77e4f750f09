/**
 * Contacts with fields, attributes, events, subscriptions, windows and sends, the same in the database and in memory. Written
 * straight into the tables: attributes of the wrong type and leftovers of contacts that are gone belong to it.
 */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { recordEvents } from "../src/contacts/contacts.ts";
import type { Context } from "../src/lib/context.ts";
import type { KnownContact } from "./evaluate-filter.ts";
import { aNumber } from "./factories.ts";
import { picker, planContact } from "./segment-people.ts";

export interface World {
  readonly contacts: readonly (KnownContact & { readonly id: string })[];
  readonly subscriptionGroupIds: readonly string[];
  readonly campaignIds: readonly string[];
  /** One of each campaign. */
  readonly variantIds: readonly string[];
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

/** Small alphabets, so that conditions often meet. The same for the same seed, apart from ids. */
export async function makeWorld(ctx: Context, workspaceId: string, size: number, seed = 42): Promise<World> {
  const groups = [await aNumber(ctx, workspaceId), await aNumber(ctx, workspaceId)];
  const subscriptionGroupIds = groups.map((group) => group.subscriptionGroupId);
  const tags = new Map<string, readonly string[]>();
  const variantIds: string[] = [];
  for (const labels of [["promo", "spring"], ["news"]]) {
    const made = await aCampaign(ctx, workspaceId, labels);
    tags.set(made.campaignId, labels);
    variantIds.push(made.variantId);
  }
  const campaignIds = [...tags.keys()];
  const pick = picker(seed);
  const contacts = Array.from({ length: size }, (_, n) => ({
    ...planContact(pick, n, { subscriptionGroupIds, campaignIds, variantIds }),
    id: idOf(pick),
  }));
  await storeContacts(ctx, workspaceId, contacts);
  // What belonged to a contact that was merged away or deleted, before it has moved or gone.
  const gone = {
    ...planContact(pick, size, { subscriptionGroupIds, campaignIds, variantIds }),
    id: idOf(pick),
  };
  await storeBelongings(ctx, workspaceId, [...contacts, gone]);
  return { contacts, subscriptionGroupIds, campaignIds, variantIds, tags };
}

/** Random, but for the bucket, of which there are few, so that contacts share them. */
function idOf(pick: ReturnType<typeof picker>): string {
  return `${randomUUID().slice(0, -2)}${pick(["00", "01", "7f", "ff"])}`;
}

async function aCampaign(ctx: Context, workspaceId: string, tags: string[]) {
  const { id: campaignId } = await ctx.db
    .insertInto("campaigns")
    .values({ workspaceId, name: "World", tags })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id: variantId } = await ctx.db
    .insertInto("campaignVariants")
    .values({ workspaceId, campaignId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { campaignId, variantId };
}

type Person = KnownContact & { readonly id: string };

async function storeContacts(ctx: Context, workspaceId: string, people: readonly Person[]): Promise<void> {
  const rows = people.map((person) => ({
    ...person.fields,
    id: person.id,
    phone_country: person.phoneCountry,
    phone_valid: person.phoneValid,
    phone_shared: person.phoneShared,
    random_bucket: person.randomBucket,
    attributes: person.attributes,
  }));
  await sql`
    insert into contacts (workspace_id, bucket, id, external_id, first_name, last_name, email, phone, phone_country, phone_valid,
      phone_shared, country, home_city, language, time_zone, gender, date_of_birth, attributes, random_bucket, created_at)
    select ${workspaceId}, bucket_of(id), id, external_id, first_name, last_name, email, phone, phone_country, phone_valid,
      phone_shared, country, home_city, language, time_zone, gender, date_of_birth, attributes, random_bucket, created_at
    from jsonb_populate_recordset(null::contacts, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.db);
}

async function storeBelongings(ctx: Context, workspaceId: string, people: readonly Person[]): Promise<void> {
  await recordEvents(
    ctx.db,
    workspaceId,
    people.flatMap(({ id, events }) =>
      events.map(({ name, at, properties }) => ({ contactId: id, name, occurredAt: at, properties })),
    ),
  );
  const states = people.flatMap(({ id, subscriptions }) =>
    Object.entries(subscriptions).map(([group, { state, changedAt }]) => ({
      id,
      group,
      state,
      at: changedAt,
    })),
  );
  await sql`
    insert into subscription_states (workspace_id, bucket, contact_id, subscription_group_id, state, source, changed_at)
    select ${workspaceId}, bucket_of(id), id, "group", state, 'api', at
    from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as s (id uuid, "group" uuid, state text, at timestamptz)`.execute(
    ctx.db,
  );
  const windows = people.flatMap(({ id, windows }) =>
    Object.entries(windows).map(([group, until]) => ({ id, group, until })),
  );
  await sql`
    insert into service_windows (workspace_id, bucket, contact_id, subscription_group_id, opened_at, expires_at)
    select ${workspaceId}, bucket_of(id), id, "group", until - interval '24 hours', until
    from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) as w (id uuid, "group" uuid, until timestamptz)`.execute(
    ctx.db,
  );
  await storeSends(ctx, workspaceId, people);
}

async function storeSends(ctx: Context, workspaceId: string, people: readonly Person[]): Promise<void> {
  const sends = people.flatMap(({ id, messages }) => messages.map((message) => ({ ...message, id })));
  await sql`
    insert into sends (workspace_id, bucket, id, contact_id, dispatch_id, campaign_id, variant_id, subscription_group_id,
      recipient, due_at, state, accepted_at, delivered_at, read_at, clicked_at, replied_at, failed_at, error_code)
    select ${workspaceId}, bucket_of(id), uuid_v7_from(queued, gen_random_uuid()::text), id, gen_random_uuid(), "campaignId",
      "variantId", "subscriptionGroupId", '+5511980000000', queued, 'accepted', accepted, delivered, read, clicked, replied,
      failed, "errorCode"
    from jsonb_to_recordset(${JSON.stringify(sends)}::jsonb) as m (id uuid, queued timestamptz, "campaignId" uuid,
      "variantId" uuid, "subscriptionGroupId" uuid, accepted timestamptz, delivered timestamptz, read timestamptz,
      clicked timestamptz, replied timestamptz, failed timestamptz, "errorCode" text)`.execute(ctx.db);
}
