/**
 * A hand-over as data: the steps between "the person has done their part" and "the number sends". Each step is idempotent: what
 * it finds done already it leaves alone, so a hand-over that stops anywhere is resumed there and nothing happens twice.
 */
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import type { LoadedConnection } from "../connections.ts";
import type { SendingNumberRef } from "../connector.ts";

/** embedded_signup: through Meta's popup; link: a number that the account already has. */
export type HandoverKind = "embedded_signup" | "link";

/** What a step may know, and what it finds out: the runner saves all that can be written after every step. */
export interface HandoverState {
  readonly signupId: string;
  readonly workspaceId: string;
  readonly kind: HandoverKind;
  readonly connection: LoadedConnection;
  /** Meta's business token from Embedded Signup; null for a link. */
  readonly token: string | null;
  readonly startedAt: Date;
  /** Who began it, for the audit trail. */
  readonly actor: string;
  wabaId: string | null;
  wabaName: string | null;
  businessId: string | null;
  phoneNumberId: string | null;
  /** E.164 */
  phone: string | null;
  displayName: string | null;
  /** Two-step verification PIN that the person chose or was asked for. */
  pin: string | null;
  verification: Verification | null;
  /** What the person answered to this step's last question; a step that has used it sets it to null. */
  answer: string | null;
}

/** How the one-time code travels to the number. */
export interface Verification {
  readonly method: "sms" | "voice";
  /** ISO 8601; null: the person asks for another code, which is not on its way yet. */
  readonly requestedAt: string | null;
}

export interface HandoverStep {
  /** Stable, snake_case: saved with the sign-up and translated by the dashboard. */
  readonly name: string;
  /** Throws AppError (failed, can be retried), Wait (look again) or AskPerson; anything else: the job is tried again by itself. */
  run(ctx: Context, state: HandoverState): Promise<void>;
}

/** Not done yet, not failed: look again after a while. */
export class Wait extends Error {
  readonly afterMs: number;
  constructor(afterMs = 1000) {
    super("not done yet");
    this.afterMs = afterMs;
  }
}

export interface Question {
  readonly kind: "verification_code" | "pin";
  /** verification_code: how it was sent. */
  readonly method?: Verification["method"];
  /** Why the last answer did not do: a code of the error catalogue of the dashboard. */
  readonly errorCode?: string;
}

/** The person must say something first: the sign-up waits, and this step runs again with `state.answer`. */
export class AskPerson extends Error {
  readonly question: Question;
  constructor(question: Question) {
    super(`a person is asked for: ${question.kind}`);
    this.question = question;
  }
}

/** The number of this hand-over, once an earlier step has found it. */
export function numberOf({ phone, phoneNumberId, wabaId }: HandoverState): SendingNumberRef {
  if (!phone || !wabaId) throw new Error("the step that finds the number comes first");
  return { phone, phoneNumberId: phoneNumberId ?? "", wabaId };
}

/** The way in which a code must be asked for now; null: one is on its way already. */
export function codeToRequest({ verification }: HandoverState): Verification["method"] | null {
  return verification?.requestedAt ? null : (verification?.method ?? "sms");
}

export function requireToken({ token }: HandoverState): string {
  if (token) return token;
  throw new AppError(
    "signup_token_missing",
    "The access that Meta granted in the sign-up is not there any more. Open the sign-up again: what you entered there is kept by Meta.",
  );
}
