/**
 * Embedded Signup and the hand-over that follows, as a list of steps. Each step is idempotent and saved when done, so a hand-over
 * that stops half-way is resumed at the failed step, never repeated. The code from Meta lives 30 seconds: it is exchanged inside the
 * request; everything after runs as a job.
 */
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { AppError, conflict, notFound } from "../lib/errors.ts";
import { addJob, type JobDefinition } from "../lib/jobs.ts";
import { loadConnection } from "./connections.ts";
import { type HandoverState, handoverSteps, runHandoverStep, type StepName, Wait } from "./handover.ts";
import { createGraph } from "./meta/graph.ts";

export interface SignupStep {
  readonly name: StepName | "exchange_code";
  readonly state: "pending" | "running" | "done" | "failed";
  readonly error?: string;
}

export interface Signup {
  readonly id: string;
  readonly state: "running" | "completed" | "failed";
  readonly steps: SignupStep[];
  readonly errorCode: string | null;
  readonly error: string | null;
  readonly groupId: string | null;
  readonly subscriptionGroupId: string | null;
}

export interface SignupResult {
  readonly code: string;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly businessId?: string;
}

const jobName = "connectors.handover";

/** Exchanges the code at once and starts the hand-over. */
export async function startSignup(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
  result: SignupResult,
  actor: string,
): Promise<Signup> {
  await loadConnection(ctx, workspaceId, connectionId); // not of this workspace: not found
  const token = await createGraph(ctx.http, ctx.config.meta).exchangeCode(result.code);
  const steps: SignupStep[] = [
    { name: "exchange_code", state: "done" },
    ...handoverSteps.map((name) => ({ name, state: "pending" as const })),
  ];
  return inTransaction(ctx.db, async (tx) => {
    const row = await tx
      .insertInto("signups")
      .values({
        workspaceId,
        connectionId,
        steps: JSON.stringify(steps),
        createdBy: actor,
        wabaId: result.wabaId ?? null,
        phoneNumberId: result.phoneNumberId ?? null,
        businessId: result.businessId ?? null,
        token: ctx.secrets.encrypt(token, "signup.token"),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await addJob(
      tx,
      jobName,
      { signupId: row.id },
      { key: `handover:${row.id}`, queue: `handover:${connectionId}` },
    );
    return {
      id: row.id,
      state: "running",
      steps,
      errorCode: null,
      error: null,
      groupId: null,
      subscriptionGroupId: null,
    };
  });
}

export async function getSignup(ctx: Context, workspaceId: string, id: string): Promise<Signup> {
  const row = await ctx.db
    .selectFrom("signups")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("sign-up");
  const number = row.phoneNumberId
    ? await ctx.db
        .selectFrom("subscriptionGroups")
        .select(["id", "whatsappBusinessGroupId"])
        .where("workspaceId", "=", workspaceId)
        .where("phoneNumberId", "=", row.phoneNumberId)
        .where("archivedAt", "is", null)
        .executeTakeFirst()
    : undefined;
  return {
    id: row.id,
    state: row.state as Signup["state"],
    steps: row.steps as unknown as SignupStep[],
    errorCode: row.errorCode,
    error: row.error,
    groupId: number?.whatsappBusinessGroupId ?? null,
    subscriptionGroupId: number?.id ?? null,
  };
}

/** Goes on at the step that failed. */
export async function retrySignup(ctx: Context, workspaceId: string, id: string): Promise<Signup> {
  const signup = await getSignup(ctx, workspaceId, id);
  if (signup.state !== "failed")
    throw conflict(
      "signup_not_failed",
      "This sign-up is not waiting for a retry: it is running or finished.",
    );
  const steps = signup.steps.map((step) =>
    step.state === "failed" ? { name: step.name, state: "pending" as const } : step,
  );
  await inTransaction(ctx.db, async (tx) => {
    await tx
      .updateTable("signups")
      .set({ state: "running", error: null, errorCode: null, steps: JSON.stringify(steps) })
      .where("id", "=", id)
      .execute();
    await addJob(tx, jobName, { signupId: id }, { key: `handover:${id}` });
  });
  return getSignup(ctx, workspaceId, id);
}

export const signupJobs: readonly JobDefinition[] = [{ name: jobName, handler: runHandover }];

async function runHandover(ctx: Context, payload: unknown): Promise<void> {
  const { signupId } = payload as { signupId: string };
  const row = await ctx.db.selectFrom("signups").selectAll().where("id", "=", signupId).executeTakeFirst();
  if (row?.state !== "running" || !row.token) return;
  let steps = row.steps as unknown as SignupStep[];
  const state: HandoverState = {
    signupId,
    workspaceId: row.workspaceId,
    connection: await loadConnection(ctx, row.workspaceId, row.connectionId),
    token: ctx.secrets.decrypt(row.token, "signup.token"),
    startedAt: row.createdAt,
    actor: row.createdBy ?? "system",
    wabaId: row.wabaId,
    phoneNumberId: row.phoneNumberId,
    businessId: row.businessId,
  };
  for (const name of handoverSteps) {
    if (steps.find((step) => step.name === name)?.state === "done") continue;
    steps = await save(ctx, signupId, steps, { name, state: "running" });
    try {
      await runHandoverStep(ctx, state, name);
    } catch (error) {
      if (error instanceof Wait)
        return void (await addJob(
          ctx.db,
          jobName,
          { signupId },
          { key: `handover:${signupId}`, runAt: new Date(Date.now() + 1000) },
        ));
      return fail(ctx, signupId, steps, name, error);
    }
    steps = await save(ctx, signupId, steps, { name, state: "done" });
  }
  // The business token has done its work: the WABA is with Infobip. What is not needed is not kept.
  await ctx.db
    .updateTable("signups")
    .set({ state: "completed", token: null, finishedAt: ctx.clock.now() })
    .where("id", "=", signupId)
    .execute();
}

async function save(
  ctx: Context,
  signupId: string,
  steps: SignupStep[],
  change: SignupStep,
): Promise<SignupStep[]> {
  const next = steps.map((step) => (step.name === change.name ? change : step));
  await ctx.db
    .updateTable("signups")
    .set({ steps: JSON.stringify(next) })
    .where("id", "=", signupId)
    .execute();
  return next;
}

async function fail(
  ctx: Context,
  signupId: string,
  steps: SignupStep[],
  name: StepName,
  error: unknown,
): Promise<void> {
  if (!(error instanceof AppError)) throw error; // unforeseen: the job is tried again by itself
  await save(ctx, signupId, steps, { name, state: "failed", error: error.message });
  await ctx.db
    .updateTable("signups")
    .set({ state: "failed", errorCode: error.code, error: error.message })
    .where("id", "=", signupId)
    .execute();
}
