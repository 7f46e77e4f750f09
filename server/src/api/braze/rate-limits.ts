/**
 * How often a workspace may call, and the headers that say so. Windows are fixed and counted in this process: several servers
 * together let through a multiple, which protects each of them and refuses nobody too early.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../../lib/clock.ts";
import { AppError } from "../../lib/errors.ts";
import { workspaceOf } from "../policy.ts";

export interface RateLimit {
  /** Endpoints with the same name share a budget. */
  readonly name: string;
  readonly calls: number;
  readonly seconds: number;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Of a compatible route: counted when the call comes. Routes without it count themselves, by what the call asks for. */
    rateLimit?: RateLimit;
  }
}

/** Shared by everything without a budget of its own. */
export const generalLimit: RateLimit = { name: "general", calls: 250_000, seconds: 3600 };
export const broadcastLimit: RateLimit = { name: "broadcast", calls: 250, seconds: 60 };
export const trackLimit: RateLimit = { name: "users.track", calls: 3000, seconds: 3 };
export const trackSyncLimit: RateLimit = { name: "users.track.sync", calls: 500, seconds: 60 };
export const exportLimit: RateLimit = { name: "users.export.ids", calls: 250, seconds: 60 };
export const subscriptionSetLimit: RateLimit = { name: "subscription.status.set", calls: 5000, seconds: 60 };
export const eventListLimit: RateLimit = { name: "events.list", calls: 1000, seconds: 3600 };

/** Shared by delete, identify, merge and both calls about aliases. */
export const identityLimit: RateLimit = { name: "users.identity", calls: 20_000, seconds: 60 };
export const externalIdsLimit: RateLimit = { name: "users.external_ids", calls: 1000, seconds: 60 };

interface Window {
  readonly endsAt: number;
  used: number;
}

export interface RateLimits {
  /** Counts the call, sets the headers; 429 when the budget of the window is used up. */
  spend(request: FastifyRequest, reply: FastifyReply, limit: RateLimit): void;
  /** The same for a call that is refused anyway: counts it once, never throws. Calls without a workspace are not counted. */
  spendRefused(request: FastifyRequest, reply: FastifyReply): void;
}

const maxWindows = 10_000;

/** `factor`: an operator who owns the machine may allow more calls than clients of this API are used to. */
export function createRateLimits(clock: Clock, factor = 1): RateLimits {
  const windows = new Map<string, Window>();
  const count = (request: FastifyRequest, reply: FastifyReply, limit: RateLimit): boolean => {
    const key = `${workspaceOf(request).id}:${limit.name}`;
    const window = current(windows, key, limit, clock.now().getTime());
    const allowed = limit.calls * factor;
    window.used++;
    reply.headers({
      "x-ratelimit-limit": allowed,
      "x-ratelimit-remaining": Math.max(0, allowed - window.used),
      "x-ratelimit-reset": Math.ceil(window.endsAt / 1000),
    });
    return window.used <= allowed;
  };
  return {
    spendRefused(request, reply) {
      if (request.access && !reply.hasHeader("x-ratelimit-limit")) count(request, reply, generalLimit);
    },
    spend(request, reply, limit) {
      if (!count(request, reply, limit))
        throw new AppError(
          "rate_limited",
          "Rate limited: wait until the time in the header X-RateLimit-Reset.",
          { status: 429 },
        );
    },
  };
}

function current(windows: Map<string, Window>, key: string, limit: RateLimit, now: number): Window {
  const open = windows.get(key);
  if (open && open.endsAt > now) return open;
  if (windows.size >= maxWindows)
    for (const [old, { endsAt }] of windows) if (endsAt <= now) windows.delete(old);
  const length = limit.seconds * 1000;
  const window = { endsAt: (Math.floor(now / length) + 1) * length, used: 0 };
  windows.set(key, window);
  return window;
}
