/**
 * Infobip's answer to a send call -> one result per message, or what to send again. Pure. A call is all or nothing at
 * Infobip: one bad field refuses every message of it, so the culprits are taken out and the rest goes again.
 */
import type { OutboundMessage, SendError, SendResult } from "../connector.ts";
import { infobipError } from "./errors.ts";
import { DUPLICATE_MESSAGE_ID } from "./errors-status.ts";
import { object, objects, text } from "./json.ts";

export interface Verdict {
  readonly results: readonly SendResult[];
  /** Groups of messages of which nothing was taken and that deserve another call. */
  readonly again: readonly (readonly OutboundMessage[])[];
}

export function readAnswer(messages: readonly OutboundMessage[], status: number, body: string): Verdict {
  if (status >= 200 && status < 300) return final(readAccepted(messages, body));
  if (status >= 500) return final(allUnknown(messages, infobipError("infobip:http-5xx", serviceText(body))));
  if (status === 429) return final(allRefused(messages, infobipError("infobip:http-429")));
  if (status === 401 || status === 403 || status === 404)
    return final(allRefused(messages, infobipError(`infobip:http-${status}`, serviceText(body))));
  if (status < 400) return final(allRefused(messages, infobipError("infobip:http-404", `HTTP ${status}`)));
  return sortOut(messages, body);
}

export function allRefused(messages: readonly OutboundMessage[], error: SendError): SendResult[] {
  return messages.map(({ messageId }) => ({ messageId, outcome: "refused", error }));
}

export function allUnknown(messages: readonly OutboundMessage[], error: SendError): SendResult[] {
  return messages.map(({ messageId }) => ({ messageId, outcome: "unknown", error }));
}

function final(results: readonly SendResult[]): Verdict {
  return { results, again: [] };
}

interface MessageInfo {
  readonly messageId?: string;
  readonly status?: {
    readonly id?: number;
    readonly groupId?: number;
    readonly name?: string;
    readonly description?: string;
  };
}

function readAccepted(messages: readonly OutboundMessage[], body: string): SendResult[] {
  const answer = parseJson(body) as ({ messages?: MessageInfo[] } & MessageInfo) | null;
  const infos = Array.isArray(answer?.messages) ? answer.messages : answer?.status ? [answer] : [];
  const byId = new Map(infos.map((info) => [info.messageId, info]));
  return messages.map(({ messageId }) => readInfo(messageId, byId.get(messageId)));
}

function readInfo(messageId: string, info: MessageInfo | undefined): SendResult {
  const { id, groupId, name, description } = info?.status ?? {};
  if (groupId === undefined)
    return { messageId, outcome: "unknown", error: infobipError("infobip:unreadable") };
  const refused = groupId === 2 || groupId === 4 || groupId === 5;
  if (!refused || id === DUPLICATE_MESSAGE_ID) return { messageId, outcome: "accepted" };
  return { messageId, outcome: "refused", error: infobipError(`infobip:status-${id}`, description ?? name) };
}

/** The message that a path of a violation leads through: messages[3].content…, also request.messages[3] and messages.3. */
const messagePath = /^(?:\w+\.)?messages[[.](\d+)\]?\.?/;

/** Status 400 and its kin: nothing was taken. */
function sortOut(messages: readonly OutboundMessage[], body: string): Verdict {
  const violations = validationErrors(body);
  if (messages.length === 1) {
    const [path, found] = Object.entries(violations)[0] ?? [];
    const error = path
      ? infobipError("infobip:invalid-field", `${fieldOf(path)}: ${found?.join(", ")}`)
      : infobipError("infobip:http-400", serviceText(body));
    return final(allRefused(messages, error));
  }
  const culprits = new Map<number, string>();
  for (const [path, found] of Object.entries(violations)) {
    const index = Number(messagePath.exec(path)?.[1] ?? Number.NaN);
    if (messages[index] && !culprits.has(index)) culprits.set(index, `${fieldOf(path)}: ${found.join(", ")}`);
  }
  return culprits.size > 0 ? withoutCulprits(messages, culprits) : { results: [], again: halves(messages) };
}

function withoutCulprits(
  messages: readonly OutboundMessage[],
  culprits: ReadonlyMap<number, string>,
): Verdict {
  const results: SendResult[] = [];
  const rest: OutboundMessage[] = [];
  messages.forEach((message, index) => {
    const found = culprits.get(index);
    if (found === undefined) rest.push(message);
    else
      results.push({
        messageId: message.messageId,
        outcome: "refused",
        error: infobipError("infobip:invalid-field", found),
      });
  });
  return { results, again: rest.length ? [rest] : [] };
}

function halves(messages: readonly OutboundMessage[]): OutboundMessage[][] {
  const middle = Math.ceil(messages.length / 2);
  return [messages.slice(0, middle), messages.slice(middle)];
}

function fieldOf(path: string): string {
  return path.replace(messagePath, "") || path;
}

/** Field path -> what is wrong there, from either of Infobip's two shapes of errors. */
function validationErrors(body: string): Record<string, string[]> {
  const parsed = object(parseJson(body));
  const errors = object(object(object(parsed.requestError).serviceException).validationErrors);
  const violations = objects(parsed.violations).map(({ property, violation }) => [property, violation]);
  return Object.fromEntries(
    [...Object.entries(errors), ...violations].map(([path, found]) => [
      String(path),
      Array.isArray(found) ? found.map(String) : [String(found)],
    ]),
  );
}

function serviceText(body: string): string | undefined {
  const parsed = object(parseJson(body));
  return text(object(object(parsed.requestError).serviceException).text) ?? text(parsed.description);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
