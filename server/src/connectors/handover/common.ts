/** Steps that every provider's hand-over shares. */

import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { providerIo, webhookTarget } from "../connections.ts";
import { createGraph, type MetaNumber } from "../meta/graph.ts";
import { addNumber } from "../numbers/numbers.ts";
import { requireFreeWaba, requireFreshWaba } from "../numbers/rules.ts";
import { connectorFor } from "../registry.ts";
import { syncTemplates } from "../sync-templates.ts";
import { type HandoverState, type HandoverStep, numberOf, requireToken } from "./step.ts";

/** Finds WABA and number behind the token, where the popup's message did not name them. */
export const findWaba: HandoverStep = {
  name: "find_waba",
  async run(ctx, state) {
    const graph = createGraph(ctx.http, ctx.config.meta);
    const token = requireToken(state);
    const candidates = state.wabaId ? [state.wabaId] : await graph.grantedWabaIds(token);
    for (const wabaId of candidates) {
      // Reading the numbers is the test of access: tokens do not always name their scopes.
      const numbers = await graph.listNumbers(token, wabaId);
      if (!numbers) continue;
      const claim = { workspaceId: state.workspaceId, connection: state.connection, wabaId };
      await requireFreeWaba(ctx.db, claim);
      if (state.connection.provider === "infobip") await requireFreshWaba(ctx.db, claim);
      const waba = await graph.readWaba(token, wabaId);
      state.wabaId = wabaId;
      state.wabaName = waba?.name ?? null;
      takeNumber(state, numbers);
      return;
    }
    throw new AppError(
      "waba_not_found",
      "Could not retrieve the WABA id: Meta gave Ponte access to no WhatsApp Business account. Most often the account is connected to another workspace or partner. Disconnect it there, or create a new one in the sign-up.",
    );
  },
};

function takeNumber(state: HandoverState, numbers: readonly MetaNumber[]): void {
  const number = numbers.find(({ id }) => id === state.phoneNumberId) ?? numbers[0];
  if (!number)
    throw new AppError(
      "waba_without_number",
      "The sign-up was finished without a phone number. Open it again, choose the same WhatsApp Business account and add the number there.",
    );
  state.phoneNumberId = number.id;
  state.phone = number.phone;
  state.displayName = number.displayName;
}

/** Before the WABA is handed over: the registration is reported by webhook, and no message may arrive unheard. */
export const subscribeWebhooks: HandoverStep = {
  name: "subscribe_webhooks",
  async run(ctx, state) {
    const target = await webhookTarget(ctx, state.connection, numberOf(state));
    await accountOf(state).subscribe(providerIo(ctx), state.connection.credentials, target);
  },
};

/** The number appears as a subscription group under its WhatsApp Business group. */
export const createGroup: HandoverStep = {
  name: "create_group",
  async run(ctx, state) {
    const seen = await readNumber(ctx, state);
    await addNumber(ctx, {
      workspaceId: state.workspaceId,
      connection: state.connection,
      number: numberOf(state),
      wabaName: state.wabaName ?? state.displayName,
      businessId: state.businessId,
      displayName: state.displayName ?? seen?.displayName ?? null,
      quality: seen?.quality ?? "UNKNOWN",
      status: seen?.status ?? "UNKNOWN",
      messagingLimit: seen?.messagingLimit ?? null,
      actor: state.actor,
    });
  },
};

export const importTemplates: HandoverStep = {
  name: "import_templates",
  async run(ctx, state) {
    await syncTemplates(ctx, state.workspaceId, state.connection, numberOf(state).wabaId);
  },
};

export function accountOf({ connection }: HandoverState) {
  return connectorFor(connection.provider).account;
}

export function readNumber(ctx: Context, state: HandoverState) {
  return accountOf(state).readNumber(providerIo(ctx), state.connection.credentials, numberOf(state));
}
