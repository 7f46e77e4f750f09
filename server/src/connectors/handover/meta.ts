/** Connecting a number natively: after Embedded Signup without a partner, or out of the numbers that a token reaches. */
import { randomInt } from "node:crypto";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { providerIo } from "../connections.ts";
import { readWaba, requireWaba } from "../meta/account.ts";
import { readGraphNumber } from "../meta/numbers.ts";
import { registerNumber, requestCode, verifyCode } from "../meta/registration.ts";
import { createGroup, findWaba, importTemplates, subscribeWebhooks } from "./common.ts";
import { findLinkedNumber } from "./find-linked-number.ts";
import { AskPerson, codeToRequest, type HandoverState, type HandoverStep, numberOf, Wait } from "./step.ts";

/** Of a link: its WABA is within reach; then as for every provider. */
const findNumber: HandoverStep = {
  name: findLinkedNumber.name,
  async run(ctx, state) {
    const wabaId = state.wabaId ?? "";
    const found = await readWaba(providerIo(ctx), state.connection.credentials, wabaId);
    const waba = requireWaba(found, wabaId);
    state.wabaName = waba.name;
    state.businessId ??= waba.businessId;
    await findLinkedNumber.run(ctx, state);
  },
};

/** A number may leave the sign-up unverified; then Meta sends it a code. */
const verifyNumber: HandoverStep = {
  name: "verify_number",
  async run(ctx, state) {
    const number = await readNumber(ctx, state);
    if (number.platform_type === "CLOUD_API" || number.code_verification_status !== "NOT_VERIFIED") return;
    const args = [providerIo(ctx), state.connection.credentials, numberOf(state).phoneNumberId] as const;
    if (state.answer && state.verification) {
      const right = await verifyCode(...args, state.answer);
      state.answer = null;
      if (right) return;
      throw new AskPerson({
        kind: "verification_code",
        method: state.verification.method,
        errorCode: "verification_code_wrong",
      });
    }
    const method = codeToRequest(state);
    if (method) {
      await requestCode(...args, method, "en_US");
      state.verification = { method, requestedAt: ctx.clock.now().toISOString() };
    }
    throw new AskPerson({ kind: "verification_code", method: state.verification?.method ?? "sms" });
  },
};

/**
 * Registers the number on Cloud API with a PIN of ours, or with the person's where one was set before. A number that is registered
 * already keeps its PIN: registering it again would take it from whoever set it.
 */
const registerOnCloudApi: HandoverStep = {
  name: "register_number",
  async run(ctx, state) {
    const number = await readNumber(ctx, state);
    if (number.platform_type === "CLOUD_API") return;
    if (state.answer) {
      state.pin = state.answer;
      state.answer = null;
    }
    if (!state.pin) {
      state.pin = String(randomInt(0, 1_000_000)).padStart(6, "0");
      await savePin(ctx, state);
    }
    const result = await registerNumber(
      providerIo(ctx),
      state.connection.credentials,
      numberOf(state).phoneNumberId,
      state.pin,
    );
    if (result.outcome === "registered") return;
    if (result.outcome === "later") throw new Wait(result.seconds * 1000);
    if (result.outcome === "pin_differs") {
      state.pin = null;
      throw new AskPerson({ kind: "pin", errorCode: "meta_pin_differs" });
    }
    throw new AppError(
      "meta_number_not_verified",
      "Meta registers only numbers that were verified. Verify it in WhatsApp Manager under Phone numbers, by SMS or call; then go on from here.",
    );
  },
};

/** Before it is used: a process that dies after the registration must not be the only one that knew it. */
async function savePin(ctx: Context, { signupId, pin }: HandoverState): Promise<void> {
  await ctx.db
    .updateTable("signups")
    .set({ pin: pin ? ctx.secrets.encrypt(pin, "signup.pin") : null })
    .where("id", "=", signupId)
    .execute();
}

/** The PIN stays with the number: it is needed whenever the number is registered again. */
const createNativeGroup: HandoverStep = {
  name: createGroup.name,
  async run(ctx, state) {
    await createGroup.run(ctx, state);
    if (!state.pin) return;
    await ctx.db
      .updateTable("subscriptionGroups")
      .set({ pin: ctx.secrets.encrypt(state.pin, "subscription_group.pin") })
      .where("workspaceId", "=", state.workspaceId)
      .where("phone", "=", numberOf(state).phone)
      .where("archivedAt", "is", null)
      .execute();
  },
};

async function readNumber(ctx: Context, state: HandoverState) {
  const { phoneNumberId } = state;
  const number =
    phoneNumberId && (await readGraphNumber(providerIo(ctx), state.connection.credentials, phoneNumberId));
  if (number) return number;
  throw new AppError(
    "number_not_on_account",
    `The access token does not reach a number with the id ${phoneNumberId ?? "–"}. Choose one from the list again; its WhatsApp Business account may have been taken from the token's user.`,
    { params: { phone: state.phone ?? "" } },
  );
}

// Webhooks before the registration: from then on people can write, and no message may arrive unheard.
const handOver = [
  subscribeWebhooks,
  verifyNumber,
  registerOnCloudApi,
  createNativeGroup,
  importTemplates,
] as const;

export const metaSignup: readonly HandoverStep[] = [findWaba, ...handOver];

export const metaLink: readonly HandoverStep[] = [findNumber, ...handOver];
