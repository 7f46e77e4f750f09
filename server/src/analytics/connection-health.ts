/** Everything the page of one connection shows besides its facts: balance, webhooks, what waits, and its history. */
import { sql } from "kysely";
import { daysLeft } from "../connectors/health/key.ts";
import type { Db } from "../lib/db.ts";
import { lastWebhookOf, type WebhookWord, waitingOf, webhookWordsOf } from "./connection-traffic.ts";

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** null: the workspace has no such connection. Times are ISO 8601, amounts decimal text. */
export async function healthOfConnection(db: Db, workspaceId: string, connectionId: string, now: Date) {
  const row = await db
    .selectFrom("connections")
    .select([
      "id",
      "provider",
      "state",
      "stateReason",
      "stateText",
      "failingSince",
      "checkedAt",
      "accountId",
      "keyExpiresAt",
      "balance",
      "balanceCurrency",
      "balanceAt",
      "balanceAlert",
    ])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", connectionId)
    .executeTakeFirst();
  if (!row) return null;
  const [words, { webhookAt }, waiting, balances, history] = await Promise.all([
    webhookWordsOf(db, workspaceId, connectionId, now),
    lastWebhookOf(db, workspaceId, connectionId, now),
    waitingOf(db, workspaceId, connectionId, now),
    balancesOf(db, connectionId, row.balanceCurrency, now),
    historyOf(db, workspaceId, connectionId),
  ]);
  const { balance, balanceCurrency, balanceAt, keyExpiresAt, failingSince, checkedAt, ...facts } = row;
  return {
    ...facts,
    failingSince: iso(failingSince),
    checkedAt: iso(checkedAt),
    keyDaysLeft: keyExpiresAt && daysLeft(keyExpiresAt, now),
    balance:
      balance !== null && balanceCurrency && balanceAt
        ? { amount: balance, currency: balanceCurrency, at: balanceAt.toISOString() }
        : null,
    balanceHistory: balances.map(({ at, balance: amount }) => ({ at: at.toISOString(), amount })),
    webhooks: {
      lastAt: iso(webhookAt),
      words: kindsOf(words),
    },
    waiting: { count: waiting.count, since: iso(waiting.since) },
    history: history.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
  };
}

/** By kind: the provider's own words behind "unknown" and "ignored" may hold anything and are the doctor's to show. */
function kindsOf(words: readonly WebhookWord[]) {
  const kinds = new Map<string, { count: number; lastAt: string | null }>();
  for (const { event, count, lastAt } of words) {
    const kind = event.startsWith("receipt:") ? event : (event.split(":")[0] ?? event);
    const known = kinds.get(kind);
    const latest = [known?.lastAt ?? "", iso(lastAt) ?? ""].sort().at(-1);
    kinds.set(kind, { count: (known?.count ?? 0) + count, lastAt: latest || null });
  }
  return [...kinds].map(([event, seen]) => ({ event, ...seen }));
}

/** The last week, hour by hour, in the currency it has now. */
async function balancesOf(db: Db, connectionId: string, currency: string | null, now: Date) {
  if (!currency) return [];
  return db
    .selectFrom("balanceHistory")
    .select(["at", "balance"])
    .where("connectionId", "=", connectionId)
    .where("currency", "=", currency)
    .where("at", ">", new Date(now.getTime() - 7 * 86_400_000))
    .orderBy("at")
    .execute();
}

interface HistoryEntry {
  readonly id: string;
  readonly at: Date;
  readonly actorName: string | null;
  readonly action: string;
  readonly details: unknown;
}

/** Of the connection and of the numbers that go or went through it, newest first. */
async function historyOf(db: Db, workspaceId: string, connectionId: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    select a.id, a.at, p.name as actor_name, a.action, a.details
    from audit_entries a left join people p on p.id = a.actor
    where a.workspace_id = ${workspaceId} and a.subject in (
      select ${connectionId}::text
      union all
      select id::text from subscription_groups where workspace_id = ${workspaceId} and connection_id = ${connectionId})
    order by a.id desc limit 20`.execute(db);
  return rows;
}
