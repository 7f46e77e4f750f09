/** A sending number with its connection, as the delivery needs it; remembered for a few seconds, like all configuration. */
import { sql } from "kysely";
import { type LoadedConnection, loadConnection } from "../connectors/connections.ts";
import type { SendingNumberRef } from "../connectors/connector.ts";
import type { Context } from "../lib/context.ts";

export interface SendingNumber {
  readonly subscriptionGroupId: string;
  readonly ref: SendingNumberRef;
  readonly messagesPerSecond: number;
  /** It rests: its sends wait. */
  readonly paused: boolean;
  readonly connection: LoadedConnection;
  /** Start of the oldest dispatch that is not finished; null when there is none. */
  readonly since: Date | null;
}

export interface Numbers {
  /** null: the number is archived or gone. */
  get(workspaceId: string, subscriptionGroupId: string): Promise<SendingNumber | null>;
  /** Without an id: all of them. */
  forget(subscriptionGroupId?: string): void;
}

const freshMs = 3000;

export function createNumbers(ctx: Context): Numbers {
  const cache = new Map<string, { readonly number: Promise<SendingNumber | null>; readonly until: number }>();
  return {
    async get(workspaceId, id) {
      const known = cache.get(id);
      if (known && known.until > Date.now()) {
        const number = await known.number;
        if (number?.since) return number;
      }
      const number = load(ctx, workspaceId, id);
      cache.set(id, { number, until: Date.now() + freshMs });
      number.catch(() => cache.delete(id));
      return number;
    },
    forget(id) {
      if (id) cache.delete(id);
      else cache.clear();
    },
  };
}

interface Row extends SendingNumberRef {
  readonly messagesPerSecond: number;
  readonly paused: boolean;
  readonly connectionId: string;
  readonly since: Date | null;
}

async function load(ctx: Context, workspaceId: string, id: string): Promise<SendingNumber | null> {
  const { rows } = await sql<Row>`
    select g.phone, coalesce(g.phone_number_id, '') as phone_number_id, w.waba_id, g.messages_per_second, g.connection_id,
           g.paused_at is not null as paused,
           (select min(d.created_at) from dispatches d
            where d.workspace_id = g.workspace_id and d.subscription_group_id = g.id and d.finished_at is null) as since
    from subscription_groups g join whatsapp_business_groups w on w.id = g.whatsapp_business_group_id
    where g.workspace_id = ${workspaceId} and g.id = ${id} and g.archived_at is null`.execute(ctx.db);
  const [row] = rows;
  if (!row) return null;
  const { phone, phoneNumberId, wabaId, connectionId, messagesPerSecond, paused, since } = row;
  return {
    ref: { phone, phoneNumberId, wabaId },
    messagesPerSecond,
    paused,
    since,
    subscriptionGroupId: id,
    connection: await loadConnection(ctx, workspaceId, connectionId),
  };
}
