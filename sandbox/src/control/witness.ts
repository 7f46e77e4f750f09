/** The independent witness: what really arrived here, each accepted message counted once. */
import type { FastifyInstance } from "fastify";
import { asObject, asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Message } from "../types.ts";

export interface Witness {
  accepted: number;
  distinctRecipients: number;
  /** Recipients that got more than one, at most 20 of them. */
  duplicates: string[];
  byStatus: { pending: number; delivered: number; seen: number; failed: number };
  duplicateIdRejections: number;
  /** API calls that carried a valid key. */
  calls: number;
  /** Webhook results (not POSTs), of the whole sandbox. */
  webhooks: { delivered: number; pending: number; failed: number };
  /** Messages that another system sent through the same accounts; not counted above. */
  foreign: number;
}

export function registerWitness(app: FastifyInstance, sandbox: Sandbox): void {
  app.get("/control/witness", (request) => {
    const query = asObject(request.query);
    return testify(sandbox, asString(query.sender), asString(query.templateName));
  });
}

function testify(sandbox: Sandbox, sender?: string, templateName?: string): Witness {
  const { state, webhooks } = sandbox;
  const byStatus = { pending: 0, delivered: 0, seen: 0, failed: 0 };
  const recipients = new Set<string>();
  const duplicates = new Set<string>();
  let accepted = 0;
  let foreign = 0;
  for (const message of state.messages) {
    if (message.fromPhone || !matches(message, sender, templateName)) continue;
    if (message.extra?.foreign) {
      foreign++;
      continue;
    }
    const { number } = message.conversation.phone;
    accepted++;
    byStatus[message.state]++;
    if (recipients.has(number)) duplicates.add(number);
    else recipients.add(number);
  }
  return {
    accepted,
    distinctRecipients: recipients.size,
    duplicates: [...duplicates].slice(0, 20),
    byStatus,
    duplicateIdRejections: state.counters.duplicateIdRejections,
    calls: state.counters.calls,
    webhooks: { ...webhooks.counts },
    foreign,
  };
}

function matches(message: Message, sender: string | undefined, templateName: string | undefined): boolean {
  if (sender && message.conversation.sender.number !== sender) return false;
  if (!templateName) return true;
  if (message.kind !== "template") return false;
  if (message.template) return message.template.name === templateName;
  return asObject(JSON.parse(message.content)).templateName === templateName;
}
