/** `GET /control/wall`: a campaign as it arrives on many phones at once: counts, speed, and the latest phones. */
import type { FastifyInstance } from "fastify";
import { asObject, asText, type Json } from "../json.ts";
import { profileName } from "../names.ts";
import type { MessageView } from "../phone/view.ts";
import { viewOf } from "../render.ts";
import type { State } from "../state.ts";
import type { Conversation, Message } from "../types.ts";

const TILES = 48;
const MAX_TILES = 200;
/** How far back the speed is drawn. */
const SPEED_SECONDS = 60;
const HOUR_MS = 3_600_000;
/** Messages that a small phone has room for. */
const PER_TILE = 2;

export interface Wall {
  at: number;
  counts: {
    accepted: number;
    delivered: number;
    read: number;
    failed: number;
    /** People who wrote back after the message. */
    replied: number;
  };
  /** Messages delivered in each of the last 60 seconds, the running second last. */
  perSecond: number[];
  tiles: Tile[];
}

interface Tile {
  number: string;
  name: string;
  sender: string;
  displayName: string;
  arrivedAt: number;
  replied: boolean;
  messages: MessageView[];
}

export function registerWall(app: FastifyInstance, state: State): void {
  app.get("/control/wall", (request) => watch(state, asObject(request.query), Date.now()));
}

/** `sender`, `template` (name) and `since` (ms) narrow it; `limit` is the number of phones. Without `since`: the last hour. */
export function watch(state: State, query: Json, now: number): Wall {
  const since = Number(asText(query.since)) || now - HOUR_MS;
  const limit = Math.min(Number(asText(query.limit)) || TILES, MAX_TILES);
  const fits = filterOf(asText(query.sender), asText(query.template));
  const counts = { accepted: 0, delivered: 0, read: 0, failed: 0, replied: 0 };
  const perSecond = new Array<number>(SPEED_SECONDS).fill(0);
  const reached = new Set<Conversation>();
  const replied = new Set<Conversation>();
  for (let i = firstSince(state.messages, since); i < state.messages.length; i++) {
    const message = state.messages[i];
    if (!message) continue;
    if (message.fromPhone) {
      if (reached.has(message.conversation)) replied.add(message.conversation);
    } else if (fits(message)) {
      count(message, counts, perSecond, now);
      reached.add(message.conversation);
    }
  }
  counts.replied = replied.size;
  return { at: now, counts, perSecond, tiles: latestTiles(state.messages, since, limit, fits, replied) };
}

type Filter = (message: Message) => boolean;

function filterOf(sender: string | undefined, template: string | undefined): Filter {
  return (message) =>
    (!sender || message.conversation.sender.number === sender) &&
    (!template || message.template?.name === template);
}

/** Messages stand in the order of their acceptance, so the beginning of a period is found by halving. */
function firstSince(messages: Message[], since: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.sentAt ?? 0) < since) low = middle + 1;
    else high = middle;
  }
  return low;
}

function count(message: Message, counts: Wall["counts"], perSecond: number[], now: number): void {
  counts.accepted++;
  if (message.state === "pending") return;
  if (message.state === "failed") {
    counts.failed++;
    return;
  }
  counts.delivered++;
  if (message.state === "seen") counts.read++;
  const at = SPEED_SECONDS - 1 - Math.floor((now - message.doneAt) / 1000);
  if (at >= 0 && at < SPEED_SECONDS) perSecond[at] = (perSecond[at] ?? 0) + 1;
}

/** The phones that were reached last, each once. */
function latestTiles(
  messages: Message[],
  since: number,
  limit: number,
  fits: Filter,
  replied: Set<Conversation>,
): Tile[] {
  const found = new Map<Conversation, Message>();
  for (let i = messages.length - 1; i >= 0 && found.size < limit; i--) {
    const message = messages[i];
    if (!message || message.sentAt < since) break;
    const arrived = message.state === "delivered" || message.state === "seen";
    if (message.fromPhone || !arrived || found.has(message.conversation) || !fits(message)) continue;
    found.set(message.conversation, message);
  }
  return [...found].map(([conversation, message]) =>
    tileOf(conversation, message, replied.has(conversation)),
  );
}

function tileOf(conversation: Conversation, message: Message, replied: boolean): Tile {
  const { phone, sender } = conversation;
  const shown: MessageView[] = [];
  for (let one = conversation.last; one && shown.length < PER_TILE; one = one.previous) {
    if (one.fromPhone || one.state === "delivered" || one.state === "seen") shown.unshift(viewOf(one));
  }
  return {
    number: phone.number,
    name: profileName(phone),
    sender: sender.number,
    displayName: sender.displayName,
    arrivedAt: message.doneAt,
    replied,
    messages: shown,
  };
}
