/** What a dispatch says, compiled once per process: a dispatch is frozen, so a plan never goes stale. */
import { sql } from "kysely";
import { LiquidError } from "../content/liquid-error.ts";
import type { MessageContent } from "../content/message.ts";
import { type CompiledMessage, compileMessage } from "../content/render.ts";
import type { Db } from "../lib/db.ts";

export interface Plan {
  readonly dispatchId: string;
  readonly kind: MessageContent["kind"];
  /** null: its Liquid is not valid after all; `problem` says where. */
  readonly compiled: CompiledMessage | null;
  readonly problem: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly campaign: { readonly id: string; readonly name: string; readonly dispatchId: string } | null;
  readonly requiresSubscription: boolean;
}

export interface Plans {
  /** The plans of these dispatches; those not seen yet are loaded in one query. */
  load(db: Db, workspaceId: string, dispatchIds: ReadonlySet<string>): Promise<ReadonlyMap<string, Plan>>;
}

const kept = 500;

export function createPlans(): Plans {
  const cache = new Map<string, Plan>();
  return {
    async load(db, workspaceId, dispatchIds) {
      const missing = [...dispatchIds].filter((id) => !cache.has(id));
      if (missing.length > 0)
        for (const plan of await read(db, workspaceId, missing)) cache.set(plan.dispatchId, plan);
      const found = new Map(
        [...dispatchIds].flatMap((id) => (cache.has(id) ? [[id, cache.get(id) as Plan]] : [])),
      );
      for (const id of cache.keys()) {
        if (cache.size <= kept) break;
        cache.delete(id);
      }
      return found;
    },
  };
}

interface Row {
  readonly id: string;
  readonly message: MessageContent;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly requiresSubscription: boolean;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
}

async function read(db: Db, workspaceId: string, ids: readonly string[]): Promise<Plan[]> {
  const { rows } = await sql<Row>`
    select d.id, d.message, d.properties, d.requires_subscription, c.id as campaign_id, c.name as campaign_name
    from dispatches d left join campaigns c on c.id = d.campaign_id
    where d.workspace_id = ${workspaceId} and d.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(toPlan);
}

function toPlan(row: Row): Plan {
  const plan = {
    dispatchId: row.id,
    kind: row.message.kind,
    properties: row.properties,
    campaign: row.campaignId
      ? { id: row.campaignId, name: row.campaignName ?? "", dispatchId: row.id }
      : null,
    requiresSubscription: row.requiresSubscription,
  };
  try {
    return { ...plan, compiled: compileMessage(row.message), problem: "" };
  } catch (error) {
    if (error instanceof LiquidError) return { ...plan, compiled: null, problem: error.message };
    throw error;
  }
}
