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
  const { wabas } = sandbox.state;
  endpoint(app, "POST /whatsapp/1/embedded-signup/registrations/share-waba", ({ account, body, reply }) => {
    const id = asText(body.businessAccountId);
    const waba = id ? wabas.get(id) : undefined;
    if (id && !waba) throw new InfobipError(404, { text: "Business account not found" });
    if (!waba) throw badRequest({ businessAccountId: ["must not be null"] });
    shareWaba(sandbox, account, waba);
    return reply.code(202).send();
  });
}

/** A WABA that another account holds, that sent through Infobip before, or that a partner owns is not taken. */
function refusalOf(waba: Waba, account: Account): InfobipError | null {
  if (waba.accountKey !== null && waba.accountKey !== account.key) {
    return new InfobipError(409, {
      text: "Business account or its number is already registered with another account",
    });
  }
  if (waba.accountKey === account.key) return null;
  if (waba.sentThroughInfobip || /^used /i.test(waba.name))
    return new InfobipError(409, { text: "Business account has already been used through Infobip" });
  if (waba.onBehalfOf || /^obo /i.test(waba.name))
    return new InfobipError(422, { text: "On behalf of business accounts are not supported" });
  return null;
}

/**
 * Throws the refusal of Infobip. Sharing a WABA again with the same account is accepted: it registers the numbers that
 * were added since.
 */
export function shareWaba(sandbox: Sandbox, account: Account, waba: Waba): void {
  const refusal = refusalOf(waba, account);
  if (refusal) throw refusal;
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
  for (const sender of senders) connect(sender);
  announceRegistration(sandbox, account, waba, "FINISHED", senders);
}

/** One number that was verified on its own joins the senders of its account a moment later. */
export function registerSender(sandbox: Sandbox, account: Account, waba: Waba, sender: Sender): void {
  sandbox.tasks.add(Date.now() + REGISTRATION_MS * sandbox.state.settings.timeScale, () => {
    connect(sender);
    announceRegistration(sandbox, account, waba, "FINISHED", [sender]);
  });
}

function connect(sender: Sender): void {
  Object.assign(sender, { status: "CONNECTED", registered: true });
}

/** The `ACCOUNT_REGISTRATION` event. Its body is known from integrators only, not from a published document. */
export function announceRegistration(
  sandbox: Sandbox,
  account: Account,
  waba: Waba,
  status: "IN_PROGRESS" | "FAILED" | "FINISHED",
  senders: Sender[],
  registrationInfo?: string,
): void {
  const info = registrationInfo ? { registrationInfo } : {};
  sandbox.webhooks.publishObject(account, "ACCOUNT_REGISTRATION", null, {
    businessAccountId: Number(waba.id),
    status,
    createdAt: webhookDate(Date.parse(waba.createdAt)),
    lastModifiedAt: webhookDate(Date.now()),
    businessPortfolioId: Number(waba.businessId),
    ...info,
    senders: senders.map((sender) => ({
      phoneNumberId: Number(sender.phoneNumberId),
      displayPhoneNumber: sender.number,
      type: "EXTERNAL_SMS",
      status,
      ...info,
    })),
  });
  sandbox.state.live.emit(() => ({ type: "signup", wabaId: waba.id, status }));
  sandbox.state.onChange();
}

/** Numbers of the WABA that Infobip does not know yet; those that wait for their own code come later. */
function unregistered(sandbox: Sandbox, waba: Waba): Sender[] {
  return [...sandbox.state.senders.values()].filter(
    (sender) => sender.wabaId === waba.id && !sender.registered && !sender.verification,
  );
}
