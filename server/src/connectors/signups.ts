/**
 * Sign-ups: Embedded Signup and links, from the person's last click to a number that sends. Each is a row that people find again,
 * resume, answer or cancel. The code from Meta lives 30 seconds: it is exchanged inside the request; everything after is a job.
 */
import type { Selectable } from "kysely";
import type { Context } from "../lib/context.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { conflict, notFound } from "../lib/errors.ts";
import type { Signups } from "../lib/schema.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { type LoadedConnection, loadConnection } from "./connections.ts";
import { planOf } from "./handover/plans.ts";
import { queueHandover, type SavedStep } from "./handover/run.ts";
import type { HandoverKind, Question, Verification } from "./handover/step.ts";
import { createGraph } from "./meta/graph.ts";

export const startingPoints = ["new", "native", "other_provider"] as const;
export type StartingPoint = (typeof startingPoints)[number];

export interface Signup {
  readonly id: string;
  readonly kind: HandoverKind;
  readonly startingPoint: StartingPoint;
  readonly connectionId: string;
  readonly provider: string;
  readonly state: "running" | "waiting" | "completed" | "failed" | "canceled";
  readonly steps: readonly SavedStep[];
  readonly errorCode: string | null;
  readonly error: string | null;
  readonly question: Question | null;
  readonly verification: Verification | null;
  readonly wabaId: string | null;
  readonly phone: string | null;
  readonly displayName: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly groupId: string | null;
  readonly subscriptionGroupId: string | null;
}

export interface SignupResult {
  readonly code: string;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly businessId?: string;
  readonly startingPoint?: StartingPoint;
  /** Chosen beforehand where the provider's registration needs one. */
  readonly pin?: string;
}

/** Exchanges the code at once and starts the hand-over. */
export async function startSignup(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
  result: SignupResult,
  actor: string,
): Promise<Signup> {
  const connection = await loadConnection(ctx, workspaceId, connectionId); // not of this workspace: not found
  const token = await createGraph(ctx.http, ctx.config.meta).exchangeCode(result.code);
  return openSignup(ctx, connection, {
    kind: "embedded_signup",
    done: ["exchange_code"],
    actor,
    columns: {
      startingPoint: result.startingPoint ?? "new",
      wabaId: result.wabaId ?? null,
      phoneNumberId: result.phoneNumberId ?? null,
      businessId: result.businessId ?? null,
      token: ctx.secrets.encrypt(token, "signup.token"),
      pin: result.pin ? ctx.secrets.encrypt(result.pin, "signup.pin") : null,
    },
  });
}

export interface NewSignup {
  readonly kind: HandoverKind;
  /** Steps that the request itself has done. */
  readonly done: readonly string[];
  readonly actor: string;
  readonly columns: Partial<
    Pick<
      Selectable<Signups>,
      "startingPoint" | "wabaId" | "phoneNumberId" | "businessId" | "phone" | "displayName" | "token" | "pin"
    >
  >;
}

/** Writes the sign-up and the job that walks it, in one transaction. */
export async function openSignup(
  ctx: Context,
  { id: connectionId, workspaceId, provider }: LoadedConnection,
  { kind, done, actor, columns }: NewSignup,
): Promise<Signup> {
  const steps: SavedStep[] = [
    ...done.map((name) => ({ name, state: "done" as const })),
    ...planOf(provider, kind).map(({ name }) => ({ name, state: "pending" as const })),
  ];
  const { id } = await inTransaction(ctx.db, async (tx) => {
    const row = await tx
      .insertInto("signups")
      .values({ workspaceId, connectionId, kind, steps: JSON.stringify(steps), createdBy: actor, ...columns })
      .returning("id")
      .executeTakeFirstOrThrow();
    await queueHandover(tx, { id: row.id, connectionId });
    return row;
  });
  return getSignup(ctx, workspaceId, id);
}

export async function getSignup(ctx: Context, workspaceId: string, id: string): Promise<Signup> {
  const row = await select(ctx.db, workspaceId).where("u.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("sign-up");
  return present(row);
}

/** What was begun and not finished, newest first: people find it again and resume it. */
export async function listUnfinishedSignups(db: Db, workspaceId: string): Promise<Signup[]> {
  const rows = await select(db, workspaceId)
    .where("u.state", "in", ["running", "waiting", "failed"])
    .orderBy("u.id", "desc")
    .limit(50)
    .execute();
  return rows.map(present);
}

/** Goes on at the step that failed. */
export async function retrySignup(ctx: Context, workspaceId: string, id: string): Promise<Signup> {
  const signup = await getSignup(ctx, workspaceId, id);
  if (signup.state !== "failed")
    throw conflict(
      "signup_not_failed",
      "This sign-up is not waiting for a retry: it is running or finished.",
    );
  await resume(ctx, workspaceId, signup, { answer: null });
  return getSignup(ctx, workspaceId, id);
}

/** The person's answer to the question that the sign-up waits with. */
export async function answerSignup(
  ctx: Context,
  workspaceId: string,
  id: string,
  answer: string,
): Promise<Signup> {
  const signup = await getSignup(ctx, workspaceId, id);
  if (signup.state !== "waiting")
    throw conflict(
      "signup_not_waiting",
      "This sign-up does not wait for an answer: it is running or finished.",
    );
  await resume(ctx, workspaceId, signup, { answer: ctx.secrets.encrypt(answer, "signup.answer") });
  return getSignup(ctx, workspaceId, id);
}

/** Another code, by SMS or call, for a sign-up that waits for one. */
export async function resendCode(
  ctx: Context,
  workspaceId: string,
  id: string,
  method: Verification["method"],
): Promise<Signup> {
  const signup = await getSignup(ctx, workspaceId, id);
  if (signup.state !== "waiting" || signup.question?.kind !== "verification_code")
    throw conflict("signup_not_waiting", "This sign-up does not wait for a code: it is running or finished.");
  const verification = JSON.stringify({ method, requestedAt: null } satisfies Verification);
  await resume(ctx, workspaceId, signup, { answer: null, verification });
  return getSignup(ctx, workspaceId, id);
}

async function resume(
  ctx: Context,
  workspaceId: string,
  { id, connectionId, state, steps }: Signup,
  change: { readonly answer: Buffer | null; readonly verification?: string },
): Promise<void> {
  const again = steps.map((step) =>
    step.state === "failed" || step.state === "waiting"
      ? { name: step.name, state: "pending" as const }
      : step,
  );
  await inTransaction(ctx.db, async (tx) => {
    await tx
      .updateTable("signups")
      .set({
        state: "running",
        error: null,
        errorCode: null,
        question: null,
        steps: JSON.stringify(again),
        updatedAt: ctx.clock.now(),
        ...change,
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "=", state)
      .execute();
    await queueHandover(tx, { id, connectionId });
  });
}

/** Ends it where it is and forgets its token. What was done at the provider stays: a later sign-up finds it. */
export async function cancelSignup(
  ctx: Context,
  workspaceId: string,
  id: string,
  actor: string,
): Promise<Signup> {
  await inTransaction(ctx.db, async (tx) => {
    const canceled = await tx
      .updateTable("signups")
      .set({
        state: "canceled",
        token: null,
        pin: null,
        answer: null,
        question: null,
        finishedAt: ctx.clock.now(),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "in", ["running", "waiting", "failed"])
      .executeTakeFirst();
    if (canceled.numUpdatedRows > 0n)
      await recordAudit(tx, workspaceId, { actor, action: "signup.canceled", subject: id });
  });
  const signup = await getSignup(ctx, workspaceId, id);
  if (signup.state !== "canceled")
    throw conflict("signup_finished", "This sign-up is finished, so there is nothing left to cancel.");
  return signup;
}

/** The provider says that a WABA's registration moved on: hand-overs that wait for it look at once. */
export async function registrationReported(
  db: Db,
  { workspaceId, connectionId, wabaId }: { workspaceId: string; connectionId: string; wabaId: string },
): Promise<void> {
  const waiting = await db
    .selectFrom("signups")
    .select(["id", "connectionId"])
    .where("workspaceId", "=", workspaceId)
    .where("connectionId", "=", connectionId)
    .where("wabaId", "=", wabaId)
    .where("state", "=", "running")
    .execute();
  for (const signup of waiting) await queueHandover(db, signup);
}

function select(db: Db, workspaceId: string) {
  return db
    .selectFrom("signups as u")
    .innerJoin("connections as c", "c.id", "u.connectionId")
    .leftJoin("subscriptionGroups as s", (join) =>
      join
        .onRef("s.workspaceId", "=", "u.workspaceId")
        .onRef("s.phone", "=", "u.phone")
        .on("s.archivedAt", "is", null),
    )
    .select([
      "u.id",
      "u.kind",
      "u.startingPoint",
      "u.connectionId",
      "c.provider",
      "u.state",
      "u.steps",
      "u.errorCode",
      "u.error",
      "u.question",
      "u.verification",
      "u.wabaId",
      "u.phone",
      "u.displayName",
      "u.createdAt",
      "u.finishedAt",
      "s.id as subscriptionGroupId",
      "s.whatsappBusinessGroupId as groupId",
    ])
    .where("u.workspaceId", "=", workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

function present(row: Row): Signup {
  return {
    ...row,
    kind: row.kind as HandoverKind,
    startingPoint: row.startingPoint as StartingPoint,
    state: row.state as Signup["state"],
    steps: row.steps as unknown as SavedStep[],
    question: row.question as Question | null,
    verification: row.verification as Verification | null,
  };
}
