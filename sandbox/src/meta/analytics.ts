/** `analytics`, `conversation_analytics` and `pricing_analytics` as fields of a WABA, counted from the sandbox's own messages. */
import type { Json } from "../json.ts";
import { countryOf, priceOf } from "../prices.ts";
import type { State } from "../state.ts";
import type { Message, Waba } from "../types.ts";

const STEPS: Record<string, number> = {
  HALF_HOUR: 1800,
  DAY: 86_400,
  DAILY: 86_400,
  MONTH: 30 * 86_400,
  MONTHLY: 30 * 86_400,
};

interface Question {
  start: number;
  end: number;
  granularity: string;
  dimensions: string[];
}

/** The analytics that the `fields` parameter asks for, by name. */
export function analyticsOf(state: State, waba: Waba, fields: string | undefined): Json {
  const answer: Json = {};
  for (const [, name, arguments_] of (fields ?? "").matchAll(
    /(pricing_analytics|conversation_analytics|analytics)((?:\.\w+\([^)]*\))+)/g,
  )) {
    if (!name || !arguments_) continue;
    const question = readQuestion(arguments_);
    const messages = sentBy(state, waba, question);
    answer[name] =
      name === "analytics"
        ? traffic(state, waba, messages, question)
        : { data: [{ data_points: costs(messages, question) }] };
  }
  return answer;
}

function readQuestion(text: string): Question {
  const of = (name: string) => new RegExp(`\\.${name}\\(([^)]*)\\)`).exec(text)?.[1];
  return {
    start: Number(of("start") ?? 0),
    end: Number(of("end") ?? Math.ceil(Date.now() / 1000)),
    granularity: (of("granularity") ?? "DAY").replace(/["']/g, ""),
    dimensions: of("dimensions")?.match(/[A-Z_]+/g) ?? [],
  };
}

function sentBy(state: State, waba: Waba, { start, end }: Question): Message[] {
  return state.messages.filter(
    (message) =>
      !message.fromPhone &&
      message.conversation.sender.wabaId === waba.id &&
      message.sentAt >= start * 1000 &&
      message.sentAt < end * 1000,
  );
}

function bucket({ sentAt }: Message, { start, end, granularity }: Question): { start: number; end: number } {
  const step = STEPS[granularity] ?? 86_400;
  const from = start + Math.floor((sentAt / 1000 - start) / step) * step;
  return { start: from, end: Math.min(from + step, end) };
}

function traffic(state: State, waba: Waba, messages: Message[], question: Question): Json {
  const points = new Map<number, { start: number; end: number; sent: number; delivered: number }>();
  for (const message of messages) {
    const span = bucket(message, question);
    const point = points.get(span.start) ?? { ...span, sent: 0, delivered: 0 };
    if (message.state !== "failed") point.sent++;
    if (message.state === "delivered" || message.state === "seen") point.delivered++;
    points.set(span.start, point);
  }
  return {
    phone_numbers: [...state.senders.values()]
      .filter(({ wabaId }) => wabaId === waba.id)
      .map(({ number }) => number),
    country_codes: [...new Set(messages.map(({ conversation }) => countryOf(conversation.phone.number)))],
    granularity: question.granularity,
    data_points: [...points.values()].sort((a, b) => a.start - b.start),
  };
}

/** Delivered messages only: nothing else costs. */
function costs(messages: Message[], question: Question): Json[] {
  const points = new Map<string, Json & { volume: number; cost: number }>();
  for (const message of messages) {
    if (message.state !== "delivered" && message.state !== "seen") continue;
    const { phone, sender } = message.conversation;
    const category = message.template?.category ?? "SERVICE";
    const labels: Json = { ...bucket(message, question) };
    if (question.dimensions.includes("PHONE")) labels.phone_number = sender.number;
    if (question.dimensions.includes("COUNTRY")) labels.country = countryOf(phone.number);
    if (question.dimensions.includes("PRICING_TYPE"))
      labels.pricing_type = message.template ? "REGULAR" : "FREE_CUSTOMER_SERVICE";
    if (question.dimensions.includes("PRICING_CATEGORY")) labels.pricing_category = category;
    if (question.dimensions.includes("TIER")) labels.tier = "0:750000";
    const key = JSON.stringify(labels);
    const point = points.get(key) ?? { ...labels, volume: 0, cost: 0 };
    point.volume++;
    point.cost =
      Math.round(
        (point.cost + priceOf(phone.number, message.template?.category ?? null, message.account.currency)) *
          10_000,
      ) / 10_000;
    points.set(key, point);
  }
  return [...points.values()];
}
