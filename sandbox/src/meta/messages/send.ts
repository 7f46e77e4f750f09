/** `POST /{PHONE}/messages`: a message of any kind, or the tick that one was read. */
import { asObject, asString, asText, isObject, type Json } from "../../json.ts";
import { userIdOf } from "../../names.ts";
import { showTyping } from "../../phone/typing.ts";
import type { Sandbox } from "../../sandbox.ts";
import { messageIdsOf } from "../../state.ts";
import { callNumber, type GraphCall, success } from "../call.ts";
import { catalogued, GraphError, invalidParameter, missing, wrong } from "../errors.ts";
import { isWithPartner, nativeAccount } from "../numbers.ts";
import { type MetaNumber, wabaExtra } from "../store.ts";
import { hidesNumber, waIdOf } from "../webhooks/status-value.ts";
import { acceptNative, conversationWith } from "./accept.ts";
import type { NormalMessage, ReadContext } from "./context.ts";
import { optionalText, requiredText } from "./fields.ts";
import { readInteractive } from "./interactive.ts";
import { refusalOf, specialEnding } from "./magic.ts";
import { checkPair, checkThroughput } from "./pace.ts";
import { PLAIN_READERS } from "./plain.ts";
import { readTemplate } from "./template.ts";

/** How long the answer waits when statuses are to arrive before it. */
const LATE_ANSWER_MS = 250;

export async function sendMessage(
  sandbox: Sandbox,
  call: GraphCall,
  marketingOnly = false,
): Promise<unknown> {
  if (sandbox.state.meta.moved.has(call.id))
    throw catalogued(133010, "The number has moved to another account.");
  const number = callNumber(sandbox, call);
  const { input } = call;
  if (asString(input.messaging_product) !== "whatsapp")
    throw new GraphError(400, 100, "(#100) The parameter messaging_product is required.");
  checkSender(sandbox, number);
  if (input.status !== undefined) return markRead(sandbox, number, input);
  if (marketingOnly && input.type !== "template") throw catalogued(134100);
  return send(sandbox, call, number, marketingOnly);
}

async function send(
  sandbox: Sandbox,
  { input, reply }: GraphCall,
  number: MetaNumber,
  marketingOnly: boolean,
): Promise<unknown> {
  const { state } = sandbox;
  const now = Date.now();
  const given = asText(input.to) ?? asText(input.recipient) ?? "";
  const to = recipientOf(sandbox, input);
  if (to === number.sender.number) throw catalogued(131021);
  const context: ReadContext = { sandbox, number, links: [] };
  const normal = readMessage(context, input);
  if (marketingOnly && normal.template?.category !== "MARKETING") throw catalogued(134100);
  if (input.to === undefined && isOneTimeCode(normal)) throw catalogued(131062);
  const ending = state.settings.magicNumbers ? specialEnding(to) : null;
  const refusal = state.settings.magicNumbers ? refusalOf(to) : 0;
  if (refusal > 0) throw catalogued(refusal);
  checkFaults(sandbox);
  checkThroughput(sandbox, number, now);
  const conversation = conversationWith(sandbox, number, to);
  checkPair(sandbox, conversation, now);
  const callbackData = optionalText(input, "biz_opaque_callback_data", "", 512);
  const replyTo = asText(asObject(input.context).message_id);
  const message = acceptNative(
    sandbox,
    number,
    conversation,
    normal,
    { to, callbackData, replyTo, links: context.links },
    now,
  );
  const { timeoutAfterAcceptRate } = state.settings.faults;
  if (ending === "880005" || (timeoutAfterAcceptRate > 0 && Math.random() < timeoutAfterAcceptRate)) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  if (ending === "880003") await new Promise((resolve) => setTimeout(resolve, LATE_ANSWER_MS));
  const status = ending === "880006" ? "held_for_quality_assessment" : "accepted";
  return {
    messaging_product: "whatsapp",
    contacts: [
      {
        input: given,
        ...(hidesNumber(to) ? {} : { wa_id: waIdOf(to) }),
        ...(hidesNumber(to) ? { user_id: userIdOf(to) } : {}),
      },
    ],
    messages: [{ id: message.id, ...(normal.template ? { message_status: status } : {}) }],
  };
}

function isOneTimeCode({ template }: NormalMessage): boolean {
  return template?.category === "AUTHENTICATION";
}

function readMessage(context: ReadContext, input: Json): NormalMessage {
  const type = asString(input.type) ?? "text";
  if (input.recipient_type !== undefined && input.recipient_type !== "individual") {
    throw input.recipient_type === "group" ? catalogued(131041) : wrong("recipient_type must be individual.");
  }
  if (input.context !== undefined && !asText(asObject(input.context).message_id))
    throw missing("context.message_id");
  if (input.category !== undefined)
    throw invalidParameter("This WhatsApp Business account is not enabled for direct sends.");
  if (type === "interactive") return readInteractive(context, input);
  if (type === "template") return readTemplate(context, input);
  const reader = PLAIN_READERS[type];
  if (!reader) {
    const types = [...Object.keys(PLAIN_READERS), "interactive", "template"].join(", ").toUpperCase();
    throw invalidParameter(`Param type must be one of {${types}} - got "${type}".`);
  }
  return reader(context, input);
}

/** `to` wins over `recipient`. Digits of the number; a BSUID is looked up among the phones that were seen. */
function recipientOf({ state }: Sandbox, input: Json): string {
  const to = asText(input.to);
  if (to === undefined || to === "") {
    const bsuid = asText(input.recipient);
    if (!bsuid) throw new GraphError(400, 100, "(#100) The parameter to is required.");
    const phone = [...state.phones.values()].find((one) => userIdOf(one.number) === bsuid);
    if (!phone) throw wrong(`There is no user ${bsuid} for this business.`);
    return phone.number;
  }
  const digits = to.replace(/\D/g, "");
  if (digits.length < 7 || digits.length > 15)
    throw wrong(`The recipient ${to} is not a phone number with its country code.`);
  return digits;
}

/** Registered, unlocked, in no maintenance, and not in the hands of a solution partner. */
function checkSender({ state }: Sandbox, number: MetaNumber): void {
  const { sender } = number;
  if (isWithPartner(state, sender))
    throw catalogued(
      10,
      "The number sends through a solution partner; its messages go through the partner's API.",
    );
  if (number.pending || !number.registered) throw catalogued(133010);
  if (number.maintenanceUntil > Date.now()) throw catalogued(131057);
  if (sender.status === "BANNED" || wabaExtra(state.meta, sender.wabaId).banned) throw catalogued(131031);
  if (sender.status === "DISCONNECTED") throw catalogued(131045);
  if (sender.status === "RATE_LIMITED") throw catalogued(131048);
}

function checkFaults({ state }: Sandbox): void {
  const { throttleRate, rejectRate } = state.settings.faults;
  if (throttleRate > 0 && Math.random() < throttleRate) throw catalogued(130429);
  if (rejectRate > 0 && Math.random() < rejectRate) throw catalogued(131000);
}

/** `status: read`: ticks turn blue, earlier ones too; `typing_indicator` may come along. */
function markRead(sandbox: Sandbox, number: MetaNumber, input: Json): unknown {
  if (input.status !== "read") throw wrong('status must be "read".');
  const id = requiredText(input, "message_id", "", 512);
  if (input.typing_indicator !== undefined) {
    const { type } = asObject(input.typing_indicator);
    if (!isObject(input.typing_indicator) || type !== "text")
      throw wrong('typing_indicator.type must be "text".');
  }
  const waba = sandbox.state.wabas.get(number.sender.wabaId);
  const message = waba && messageIdsOf(sandbox.state, nativeAccount(sandbox.state, waba).key).get(id);
  if (!message?.fromPhone || message.conversation.sender !== number.sender)
    throw wrong(`There is no received message with the id ${id}.`);
  for (let one = message; one; one = one.previous as typeof message) {
    if (one.fromPhone && one.state !== "seen") Object.assign(one, { state: "seen", seenAt: Date.now() });
    if (!one.previous) break;
  }
  if (input.typing_indicator !== undefined)
    showTyping(sandbox.state, number.sender.number, message.conversation.phone.number);
  sandbox.state.live.emit(() => ({
    type: "status",
    messageId: id,
    number: message.conversation.phone.number,
    sender: number.sender.number,
    status: "seen",
    ...(input.typing_indicator === undefined ? {} : { typing: true }),
  }));
  return success(sandbox);
}
