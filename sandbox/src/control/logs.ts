/** The portal's logs: SMS (sign-up codes), WhatsApp messages and API calls of one account, newest first. */
import { asText, type Json } from "../json.ts";
import { previewOf, statusWord } from "../render.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Account, Message } from "../types.ts";

export interface LogEntry {
  at: string;
  channel: "SMS" | "WHATSAPP" | "API";
  direction: "in" | "out";
  from: string;
  to: string;
  text: string;
  status: string;
  messageId?: string;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/**
 * `channel`, `q` (anywhere in from, to or text) and `limit` narrow the answer. Sign-up codes go to numbers that no
 * account holds yet, so they show in every account of the sandbox.
 */
export function accountLogs(sandbox: Sandbox, account: Account, query: Json): LogEntry[] {
  const channel = asText(query.channel);
  const wanted = asText(query.q)?.toLowerCase() ?? "";
  const limit = Math.min(Number(asText(query.limit)) || DEFAULT_LIMIT, MAX_LIMIT);
  const entries: LogEntry[] = [];
  if (!channel || channel === "SMS") entries.push(...take(smsEntries(sandbox), wanted, limit));
  if (!channel || channel === "WHATSAPP")
    entries.push(...take(messageEntries(sandbox, account), wanted, limit));
  if (channel === "API") entries.push(...take(apiEntries(sandbox, account), wanted, limit));
  return entries.sort((a, b) => b.at.localeCompare(a.at)).slice(0, limit);
}

function take(entries: Iterable<LogEntry>, wanted: string, limit: number): LogEntry[] {
  const found: LogEntry[] = [];
  for (const entry of entries) {
    if (wanted && !`${entry.from} ${entry.to} ${entry.text}`.toLowerCase().includes(wanted)) continue;
    found.push(entry);
    if (found.length >= limit) break;
  }
  return found;
}

function* smsEntries({ state }: Sandbox): Iterable<LogEntry> {
  for (const { at, from, to, text } of state.smsLogs.toReversed()) {
    yield { at: iso(at), channel: "SMS", direction: "in", from, to, text, status: "RECEIVED" };
  }
}

function* apiEntries({ state }: Sandbox, account: Account): Iterable<LogEntry> {
  for (const { at, accountKey, text, status } of state.apiLogs.toReversed()) {
    if (accountKey !== account.key) continue;
    yield { at: iso(at), channel: "API", direction: "in", from: "", to: "", text, status: String(status) };
  }
}

function* messageEntries({ state }: Sandbox, account: Account): Iterable<LogEntry> {
  for (let i = state.messages.length - 1; i >= 0; i--) {
    const message = state.messages[i];
    if (message && message.account === account) yield messageEntry(message);
  }
}

function messageEntry(message: Message): LogEntry {
  const { phone, sender } = message.conversation;
  const [from, to] = message.fromPhone ? [phone.number, sender.number] : [sender.number, phone.number];
  return {
    at: iso(message.sentAt),
    channel: "WHATSAPP",
    direction: message.fromPhone ? "in" : "out",
    from,
    to,
    text: previewOf(message),
    status: statusWord(message),
    messageId: message.id,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
