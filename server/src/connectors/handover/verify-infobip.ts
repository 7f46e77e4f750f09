/**
 * Some numbers leave Meta's popup unverified: then Infobip registers the number by itself and sends it a code, which the person
 * reads and enters. Verified numbers need nothing of this: sharing their WABA registers them.
 */
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { providerIo } from "../connections.ts";
import { registerSender, resendCode, verifySender } from "../infobip/registration.ts";
import { readGraphNumber } from "../meta/numbers.ts";
import { readNumber } from "./common.ts";
import { graphCredentials } from "./graph-credentials.ts";
import { AskPerson, codeToRequest, type HandoverState, type HandoverStep, numberOf } from "./step.ts";

export const verifyNumber: HandoverStep = {
  name: "verify_number",
  async run(ctx, state) {
    if (!(await needsVerification(ctx, state))) return;
    if (state.answer) return verify(ctx, state, state.answer);
    const method = codeToRequest(state);
    if (method && (await requestCode(ctx, state, method)) === "submitted") return;
    throw new AskPerson({ kind: "verification_code", method: state.verification?.method ?? "sms" });
  },
};

async function needsVerification(ctx: Context, state: HandoverState): Promise<boolean> {
  const atInfobip = await readNumber(ctx, state);
  if (atInfobip) return atInfobip.status === "UNVERIFIED";
  const credentials = graphCredentials(ctx, state);
  const { phoneNumberId } = numberOf(state);
  const atMeta = phoneNumberId ? await readGraphNumber(providerIo(ctx), credentials, phoneNumberId) : null;
  return atMeta?.code_verification_status === "NOT_VERIFIED";
}

async function requestCode(
  ctx: Context,
  state: HandoverState,
  method: "sms" | "voice",
): Promise<"submitted" | "code_sent"> {
  const { credentials } = state.connection;
  const { phone, wabaId } = numberOf(state);
  const again = state.verification !== null;
  if (again) await resendCode(providerIo(ctx), credentials, phone, method);
  const sent = again
    ? "code_sent"
    : await registerSender(providerIo(ctx), credentials, {
        wabaId,
        phone,
        displayName: state.displayName ?? phone,
        codeBy: method,
      });
  state.verification = { method, requestedAt: ctx.clock.now().toISOString() };
  return sent;
}

async function verify(ctx: Context, state: HandoverState, code: string): Promise<void> {
  state.answer = null;
  try {
    await verifySender(providerIo(ctx), state.connection.credentials, numberOf(state).phone, code);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "infobip_code_refused") throw error;
    throw new AskPerson({
      kind: "verification_code",
      method: state.verification?.method ?? "sms",
      errorCode: "verification_code_wrong",
    });
  }
}
