/**
 * Walks a hand-over's plan as a job: what is done is skipped, every step's outcome is saved before the next one starts. A process
 * that dies leaves the last saved step; the job is run again and goes on there.
 */
import type { Selectable } from "kysely";
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { addJob, type JobDefinition } from "../../lib/jobs.ts";
import type { Signups } from "../../lib/schema.ts";
import { loadConnection } from "../connections.ts";
import { planOf } from "./plans.ts";
import {
  AskPerson,
  type HandoverKind,
  type HandoverState,
  type HandoverStep,
  type Question,
  type Verification,
  Wait,
} from "./step.ts";

export interface SavedStep {
  readonly name: string;
  readonly state: "pending" | "running" | "waiting" | "done" | "failed";
  /** ISO 8601: when it took this state. */
  readonly at?: string;
  readonly errorCode?: string;
  /** In English, for clients without words of their own. */
  readonly error?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

const jobName = "connectors.handover";

export const handoverJobs: readonly JobDefinition[] = [
  { name: jobName, handler: (ctx, payload) => runHandover(ctx, (payload as { signupId: string }).signupId) },
];

/** One job per sign-up, one sign-up of a connection at a time. */
export async function queueHandover(
  db: Db,
  { id, connectionId }: { readonly id: string; readonly connectionId: string },
  runAt?: Date,
): Promise<void> {
  await addJob(
    db,
    jobName,
    { signupId: id },
    { key: `handover:${id}`, queue: `handover:${connectionId}`, ...(runAt ? { runAt } : {}) },
  );
}

export async function runHandover(ctx: Context, signupId: string): Promise<void> {
  const row = await ctx.db.selectFrom("signups").selectAll().where("id", "=", signupId).executeTakeFirst();
  if (row?.state !== "running") return;
  const walk = await openWalk(ctx, row);
  for (const step of walk.plan) {
    if (walk.stateOf(step.name) === "done") continue;
    if (!(await takeStep(ctx, walk, step))) return;
  }
  // The business token has done its work. What is not needed is not kept.
  await walk.save("completed", { token: null, pin: null, finishedAt: ctx.clock.now() });
}

interface Walk {
  readonly plan: readonly HandoverStep[];
  readonly state: HandoverState;
  readonly connectionId: string;
  stateOf(name: string): SavedStep["state"] | undefined;
  mark(step: SavedStep): void;
  /** Saves steps and what was found out. A sign-up that was canceled meanwhile stays canceled: false. */
  save(state: string, extra?: SavedColumns): Promise<boolean>;
}

interface SavedColumns {
  readonly errorCode?: string | null;
  readonly error?: string | null;
  readonly question?: string | null;
  readonly token?: null;
  readonly pin?: null;
  readonly finishedAt?: Date;
}

async function openWalk(ctx: Context, row: Selectable<Signups>): Promise<Walk> {
  const connection = await loadConnection(ctx, row.workspaceId, row.connectionId);
  const decrypt = (value: Buffer | null, purpose: string) =>
    value ? ctx.secrets.decrypt(value, purpose) : null;
  const state: HandoverState = {
    signupId: row.id,
    workspaceId: row.workspaceId,
    kind: row.kind as HandoverKind,
    connection,
    token: decrypt(row.token, "signup.token"),
    startedAt: row.createdAt,
    actor: row.createdBy ?? "system",
    wabaId: row.wabaId,
    wabaName: row.wabaName,
    businessId: row.businessId,
    phoneNumberId: row.phoneNumberId,
    phone: row.phone,
    displayName: row.displayName,
    pin: decrypt(row.pin, "signup.pin"),
    verification: row.verification as Verification | null,
    answer: decrypt(row.answer, "signup.answer"),
  };
  let steps = row.steps as unknown as readonly SavedStep[];
  return {
    plan: planOf(connection.provider, state.kind),
    state,
    connectionId: row.connectionId,
    stateOf: (name) => steps.find((step) => step.name === name)?.state,
    mark(step) {
      const marked = { ...step, at: ctx.clock.now().toISOString() };
      steps = steps.map((saved) => (saved.name === step.name ? marked : saved));
    },
    async save(to, extra = {}) {
      const saved = await ctx.db
        .updateTable("signups")
        .set({
          state: to,
          steps: JSON.stringify(steps),
          ...foundColumns(ctx, state),
          ...extra,
          updatedAt: ctx.clock.now(),
        })
        .where("id", "=", row.id)
        .where("state", "=", "running")
        .executeTakeFirst();
      return saved.numUpdatedRows > 0n;
    },
  };
}

function foundColumns(ctx: Context, state: HandoverState) {
  const { wabaId, wabaName, businessId, phoneNumberId, phone, displayName, verification } = state;
  return {
    wabaId,
    wabaName,
    businessId,
    phoneNumberId,
    phone,
    displayName,
    verification: verification ? JSON.stringify(verification) : null,
    pin: state.pin ? ctx.secrets.encrypt(state.pin, "signup.pin") : null,
    answer: state.answer ? ctx.secrets.encrypt(state.answer, "signup.answer") : null,
  };
}

/** Resolves to whether the walk goes on. */
async function takeStep(ctx: Context, walk: Walk, step: HandoverStep): Promise<boolean> {
  const { name } = step;
  walk.mark({ name, state: "running" });
  if (!(await walk.save("running"))) return false;
  try {
    await step.run(ctx, walk.state);
  } catch (error) {
    await stop(ctx, walk, name, error);
    return false;
  }
  walk.mark({ name, state: "done" });
  return walk.save("running", { question: null });
}

async function stop(ctx: Context, walk: Walk, name: string, error: unknown): Promise<void> {
  if (error instanceof Wait) {
    await walk.save("running");
    const runAt = new Date(Date.now() + error.afterMs);
    return queueHandover(ctx.db, { id: walk.state.signupId, connectionId: walk.connectionId }, runAt);
  }
  if (error instanceof AskPerson) return ask(walk, name, error.question);
  if (!(error instanceof AppError)) throw error; // unforeseen: the job is tried again by itself
  const { code: errorCode, message, params } = error;
  walk.mark({ name, state: "failed", errorCode, error: message, params });
  await walk.save("failed", { errorCode, error: message });
}

async function ask(walk: Walk, name: string, question: Question): Promise<void> {
  walk.state.answer = null;
  walk.mark({ name, state: "waiting" });
  await walk.save("waiting", { question: JSON.stringify(question) });
}
