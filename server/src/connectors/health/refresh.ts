/** What a provider says about a connection's numbers and balance, brought here every few minutes, on events and on demand. */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { addJob } from "../../lib/jobs.ts";
import { raiseNotice, resolveNotices } from "../../workspaces/notices/notices.ts";
import { type LoadedConnection, loadConnection, providerIo } from "../connections.ts";
import type { Money, ProviderNumber, SendingNumberRef } from "../connector.ts";
import { connectorFor } from "../registry.ts";
import { checkKey } from "./key.ts";
import { isStopped, judgeNumberState } from "./number-pause.ts";

export const refreshJob = "connectors.refresh";

const everyMs = 5 * 60_000;
const longestWaitMs = 60 * 60_000;
const historyDays = 30;

/** Something about a number or account changed at the provider: its state is read anew. In the transaction of the event. */
export async function refreshSoon(db: Db, workspaceId: string, connectionId: string): Promise<void> {
  await addJob(db, refreshJob, { workspaceId, connectionId }, { key: `${refreshJob}:${connectionId}` });
}

/** A connection that was just made is read at once. */
export async function refreshNew(ctx: Context): Promise<void> {
  const fresh = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId"])
    .where("state", "=", "ready")
    .where("refreshAfter", "is", null)
    .execute();
  for (const { id, workspaceId } of fresh) await refreshSoon(ctx.db, workspaceId, id);
}

/** Adds a job for each connection that is due. One that keeps failing (or is throttled) is asked less and less often. */
export async function refreshDue(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId"])
    .where("state", "=", "ready")
    .where((row) => row.or([row("refreshAfter", "is", null), row("refreshAfter", "<=", now)]))
    .execute();
  for (const { id, workspaceId } of due) await refreshSoon(ctx.db, workspaceId, id);
}

/** Numbers and balance, now. Throws the AppError that says why it could not be read; then it waits before it asks again. */
export async function refreshConnection(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  if (connection.state === "disconnected") return;
  try {
    await refreshNumbers(ctx, connection);
    await refreshBalance(ctx, connection);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await waitLonger(ctx, connectionId);
    // Perhaps it is the key. People hear of that now, and not when the next campaign wants to leave.
    if (connection.state === "ready" && !error.code.endsWith("_unreachable"))
      await checkKey(ctx, workspaceId, connectionId).catch(onlyRefusals);
    throw error;
  }
  await ctx.db
    .updateTable("connections")
    .set({ refreshFailures: 0, refreshAfter: new Date(ctx.clock.now().getTime() + everyMs - 30_000) })
    .where("id", "=", connectionId)
    .execute();
}

function onlyRefusals(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

async function waitLonger(ctx: Context, connectionId: string): Promise<void> {
  await sql`
    update connections
    set refresh_failures = least(refresh_failures + 1, 10),
        refresh_after = ${ctx.clock.now()}::timestamptz
          + least(${everyMs}::double precision * power(2, refresh_failures + 1), ${longestWaitMs}::double precision) * interval '1 millisecond'
    where id = ${connectionId}`.execute(ctx.db);
}

interface KnownNumber extends SendingNumberRef {
  readonly id: string;
  readonly status: string;
  readonly quality: string;
}

export async function activeNumbers(db: Db, connectionId: string): Promise<KnownNumber[]> {
  const rows = await db
    .selectFrom("subscriptionGroups as s")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "s.whatsappBusinessGroupId")
    .select(["s.id", "s.phone", "s.phoneNumberId", "g.wabaId", "s.status", "s.quality"])
    .where("s.connectionId", "=", connectionId)
    .where("s.archivedAt", "is", null)
    .orderBy("s.id")
    .execute();
  return rows.map((row) => ({ ...row, phoneNumberId: row.phoneNumberId ?? "" }));
}

/** As the provider shows them; a number it does not show is missing. */
export async function readActiveNumbers(
  ctx: Context,
  { provider, credentials }: LoadedConnection,
  numbers: readonly SendingNumberRef[],
): Promise<ProviderNumber[]> {
  if (numbers.length === 0) return [];
  const { account } = connectorFor(provider);
  const io = providerIo(ctx);
  if (account.readNumbers) return account.readNumbers(io, credentials, numbers);
  const read: ProviderNumber[] = [];
  for (const number of numbers) {
    const one = await account.readNumber(io, credentials, number);
    if (one) read.push(one);
  }
  return read;
}

export async function refreshNumbers(ctx: Context, connection: LoadedConnection): Promise<void> {
  const known = await activeNumbers(ctx.db, connection.id);
  const read = new Map((await readActiveNumbers(ctx, connection, known)).map((one) => [one.phone, one]));
  for (const number of known) {
    const now = read.get(number.phone);
    if (now) await keepNumber(ctx, connection, number, now);
  }
}

const limitedStates: ReadonlySet<string> = new Set(["FLAGGED", "RATE_LIMITED"]);

/** Both providers' words for the worst of three grades. */
export function isLowQuality(quality: string): boolean {
  return quality === "LOW" || quality === "RED";
}

export function numberTrouble(status: string): "stopped" | "limited" | null {
  if (isStopped(status)) return "stopped";
  return limitedStates.has(status) ? "limited" : null;
}

async function keepNumber(
  ctx: Context,
  { id: connectionId, workspaceId }: LoadedConnection,
  number: KnownNumber,
  { quality, status, messagingLimit }: ProviderNumber,
): Promise<void> {
  const at = ctx.clock.now();
  const trouble = numberTrouble(status);
  await inTransaction(ctx.db, async (tx) => {
    await tx
      .updateTable("subscriptionGroups")
      .set({ quality, status, ...(messagingLimit ? { messagingLimit } : {}), qualityAt: at })
      .where("id", "=", number.id)
      .where("workspaceId", "=", workspaceId)
      .execute();
    await judgeNumberState(tx, { workspaceId, id: number.id, before: number.status, now: status }, at);
    await tell(tx, trouble !== null, {
      kind: "number_restricted",
      severity: trouble === "stopped" ? "critical" : "warning",
      params: { connectionId, status },
    });
    await tell(tx, isLowQuality(quality), {
      kind: "quality_low",
      severity: "warning",
      params: { connectionId, quality },
    });
  });

  async function tell(
    tx: Db,
    holds: boolean,
    notice: Pick<Parameters<typeof raiseNotice>[1], "severity" | "params"> & {
      readonly kind: "number_restricted" | "quality_low";
    },
  ): Promise<void> {
    if (holds) await raiseNotice(tx, { ...notice, workspaceId, subject: number.id, count: 0 }, at);
    else await resolveNotices(tx, workspaceId, { kind: notice.kind, subject: number.id }, at);
  }
}

/** Resolves to what is left; null: the provider tells none. */
export async function refreshBalance(ctx: Context, connection: LoadedConnection): Promise<Money | null> {
  const { account } = connectorFor(connection.provider);
  const money = await account.readBalance(providerIo(ctx), connection.credentials);
  if (money) await keepBalance(ctx, connection, money);
  return money;
}

async function keepBalance(
  ctx: Context,
  { id, workspaceId }: LoadedConnection,
  { amount, currency }: Money,
): Promise<void> {
  const at = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const row = await tx
      .updateTable("connections")
      .set({ balance: amount, balanceCurrency: currency, balanceAt: at })
      .where("id", "=", id)
      .returning("balanceAlert")
      .executeTakeFirstOrThrow();
    await sql`
      insert into balance_history (connection_id, at, balance, currency)
      values (${id}, date_trunc('hour', ${at}::timestamptz), ${amount}, ${currency})
      on conflict (connection_id, at) do update set balance = excluded.balance, currency = excluded.currency`.execute(
      tx,
    );
    await sql`
      delete from balance_history where connection_id = ${id}
        and at < ${at}::timestamptz - ${historyDays} * interval '1 day'`.execute(tx);
    await judgeBalance(tx, { id, workspaceId, amount, currency, threshold: row.balanceAlert }, at);
  });
}

interface Balance extends Money {
  readonly id: string;
  readonly workspaceId: string;
  /** null: nobody asked to be told. */
  readonly threshold: string | null;
}

async function judgeBalance(
  tx: Db,
  { id, workspaceId, amount, currency, threshold }: Balance,
  at: Date,
): Promise<void> {
  if (threshold === null || Number(amount) >= Number(threshold))
    return resolveNotices(tx, workspaceId, { kind: "balance_low", subject: id }, at);
  const short = (text: string) => Number(text).toFixed(2);
  await raiseNotice(
    tx,
    {
      workspaceId,
      kind: "balance_low",
      subject: id,
      severity: Number(amount) <= 0 ? "critical" : "warning",
      params: { connectionId: id, balance: short(amount), currency, threshold: short(threshold) },
      count: 0,
    },
    at,
  );
}

/** From when on people are told; null: not at all. Judged at once by the balance that is known. */
export async function setBalanceAlert(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
  threshold: string | null,
): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const row = await tx
      .updateTable("connections")
      .set({ balanceAlert: threshold })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", connectionId)
      .where("state", "<>", "disconnected")
      .returning(["balance", "balanceCurrency"])
      .executeTakeFirst();
    if (row?.balance != null && row.balanceCurrency) {
      const balance = { amount: row.balance, currency: row.balanceCurrency };
      await judgeBalance(tx, { id: connectionId, workspaceId, ...balance, threshold }, ctx.clock.now());
    }
    return row !== undefined;
  });
}
