/** Handing a number to Infobip, after Embedded Signup or because the account has it already. */
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { providerIo } from "../connections.ts";
import { businessAccountIdAs, shareWaba } from "../infobip/registration.ts";
import { createGroup, findWaba, importTemplates, readNumber, subscribeWebhooks } from "./common.ts";
import { findLinkedNumber } from "./find-linked-number.ts";
import { type HandoverState, type HandoverStep, numberOf, Wait } from "./step.ts";
import { verifyNumber } from "./verify-infobip.ts";

const registrationDeadlineMs = 10 * 60_000;

const share: HandoverStep = {
  name: "share_waba",
  async run(ctx, state) {
    if (await isRegistered(ctx, state)) return;
    const { wabaId } = numberOf(state);
    const { credentials, settings } = state.connection;
    const idAs = businessAccountIdAs(settings.businessAccountIdAs);
    const result = await shareWaba(providerIo(ctx), credentials, wabaId, idAs);
    if (result.outcome === "refused")
      throw new AppError(
        "waba_share_refused",
        `Could not share the WABA id with Infobip (${result.reason}). The account, or one of its numbers, is already with another Infobip account or partner, or has sent through Infobip before. Create a new WhatsApp Business account in the sign-up; for a number imported into Infobip earlier, use "Cancel number" there first.`,
        { params: { reason: result.reason } },
      );
  },
};

/** Ended at once by Infobip's ACCOUNT_REGISTRATION webhook (run.ts, registrationReported), else found by looking. */
const awaitRegistration: HandoverStep = {
  name: "await_registration",
  async run(ctx, state) {
    if (await isRegistered(ctx, state)) return;
    if (ctx.clock.now().getTime() - state.startedAt.getTime() < registrationDeadlineMs) throw new Wait();
    throw new AppError(
      "registration_timeout",
      "Infobip has not finished registering the number. Look in Infobip's portal under Channels → WhatsApp whether it asks for something, then try this step again.",
    );
  },
};

async function isRegistered(ctx: Context, state: HandoverState): Promise<boolean> {
  const number = await readNumber(ctx, state);
  return number !== null && number.status !== "PENDING";
}

// Webhooks before sharing: the registration is reported by webhook, and no message may arrive unheard.
export const infobipSignup: readonly HandoverStep[] = [
  findWaba,
  subscribeWebhooks,
  share,
  verifyNumber,
  awaitRegistration,
  createGroup,
  importTemplates,
];

export const infobipLink: readonly HandoverStep[] = [
  findLinkedNumber,
  subscribeWebhooks,
  createGroup,
  importTemplates,
];
