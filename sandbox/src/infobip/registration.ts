/** Handing a WABA to Infobip after Embedded Signup: accepted at once, finished a little later by webhook. */
import type { FastifyInstance } from "fastify";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { webhookDate } from "../time.ts";
import type { Account, Sender, Waba } from "../types.ts";
import { badRequest, endpoint } from "./endpoint.ts";
import { InfobipError } from "./errors.ts";

const REGISTRATION_MS = 1200;

export function registerRegistration(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "POST /whatsapp/1/embedded-signup/registrations/share-waba", ({ account, body, reply }) => {
    const id = asText(body.businessAccountId);
    const waba = id ? sandbox.state.wabas.get(id) : undefined;
    if (id && !waba) throw new InfobipError(404, { text: "Business account not found" });
    if (!waba) throw badRequest({ businessAccountId: ["must not be null"] });
    shareWaba(sandbox, account, waba);
    return reply.code(202).send();
  });
}

/**
 * 409 when the WABA is with another account. Sharing it again with the same account is accepted: it registers the
 * numbers that were added since.
 */
export function shareWaba(sandbox: Sandbox, account: Account, waba: Waba): void {
  if (waba.accountKey !== null && waba.accountKey !== account.key) {
    throw new InfobipError(409, {
      text: "Business account or its number is already registered with another account",
    });
  }
  if (waba.registration === "FINISHED" && unregistered(sandbox, waba).length === 0) return;
  waba.accountKey = account.key;
  if (waba.registration === "NONE") waba.registration = "IN_PROGRESS";
  sandbox.tasks.add(Date.now() + REGISTRATION_MS * sandbox.state.settings.timeScale, () =>
    finishRegistration(sandbox, account, waba),
  );
  sandbox.state.onChange();
}

/** Makes the senders and templates visible on the account and reports it. */
export function finishRegistration(sandbox: Sandbox, account: Account, waba: Waba): void {
  const senders = unregistered(sandbox, waba);
  if (waba.registration === "FINISHED" && senders.length === 0) return;
  waba.registration = "FINISHED";
  for (const sender of senders) Object.assign(sender, { status: "CONNECTED", registered: true });
  sandbox.webhooks.publishObject(account, "ACCOUNT_REGISTRATION", null, {
    businessAccountId: Number(waba.id),
    status: "FINISHED",
    createdAt: webhookDate(Date.parse(waba.createdAt)),
    lastModifiedAt: webhookDate(Date.now()),
    businessPortfolioId: Number(waba.businessId),
    senders: senders.map((sender) => ({
      phoneNumberId: Number(sender.phoneNumberId),
      displayPhoneNumber: sender.number,
      type: "EXTERNAL_SMS",
      status: "FINISHED",
    })),
  });
  sandbox.state.live.emit(() => ({ type: "signup", wabaId: waba.id, status: "FINISHED" }));
  sandbox.state.onChange();
}

function unregistered(sandbox: Sandbox, waba: Waba): Sender[] {
  return [...sandbox.state.senders.values()].filter(
    (sender) => sender.wabaId === waba.id && !sender.registered,
  );
}
