/** `GET /control/witness/templates`: the witness's counts for each template, most messages first. */
import type { FastifyInstance } from "fastify";
import { asObject, asString } from "../json.ts";
import type { State } from "../state.ts";
import type { Message } from "../types.ts";

export interface TemplateCounts {
  /** Null: messages that are no template. */
  templateName: string | null;
  accepted: number;
  recipients: number;
  delivered: number;
  seen: number;
  failed: number;
  /** Recipients that got more than one. */
  duplicates: number;
}

export function registerByTemplate(app: FastifyInstance, state: State): void {
  app.get("/control/witness/templates", () => countByTemplate(state.messages));
}

/** Each accepted message counts once; what another system sent does not count. */
function countByTemplate(messages: Message[]): TemplateCounts[] {
  const counts = new Map<string | null, TemplateCounts>();
  const perRecipient = new Map<string | null, Map<string, number>>();
  for (const message of messages) {
    if (message.fromPhone || message.extra?.foreign) continue;
    const name = nameOf(message);
    const row = counts.get(name) ?? newCounts(name);
    counts.set(name, row);
    row.accepted++;
    if (message.state === "failed") row.failed++;
    if (message.state === "delivered" || message.state === "seen") row.delivered++;
    if (message.state === "seen") row.seen++;
    const recipients = perRecipient.get(name) ?? new Map<string, number>();
    perRecipient.set(name, recipients);
    const { number } = message.conversation.phone;
    const before = recipients.get(number) ?? 0;
    if (before === 1) row.duplicates++;
    recipients.set(number, before + 1);
    row.recipients = recipients.size;
  }
  return [...counts.values()].sort((a, b) => b.accepted - a.accepted);
}

function newCounts(templateName: string | null): TemplateCounts {
  return { templateName, accepted: 0, recipients: 0, delivered: 0, seen: 0, failed: 0, duplicates: 0 };
}

/** A template that was never known still has the name it was sent under. */
function nameOf(message: Message): string | null {
  if (message.kind !== "template") return null;
  return message.template?.name ?? asString(asObject(JSON.parse(message.content)).templateName) ?? null;
}
