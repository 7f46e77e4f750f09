/**
 * Misbehaviour that somebody ordered for the next calls: "the next 3 calls to this path answer 500". Rates live in the
 * settings; these are exact, so that a test knows which call fails.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Sandbox } from "./sandbox.ts";
import type { State } from "./state.ts";

/**
 * What happens to a call: `status` answers with that error, `delay` waits first, `drop` ends the line before anything was
 * done, `drop-answer` does what was asked and ends the line without an answer.
 */
export type FaultKind = "status" | "delay" | "drop" | "drop-answer";

export const FAULT_KINDS: readonly FaultKind[] = ["status", "delay", "drop", "drop-answer"];

export interface CallFault {
  id: string;
  /** Null: any method. */
  method: string | null;
  /** The path without its query; `*` stands for anything. */
  path: string;
  /** Calls it still applies to. */
  times: number;
  kind: FaultKind;
  status: number;
  delayMs: number;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Set when the answer to this call must not arrive. */
    dropAnswer?: boolean;
  }
}

/** The fault ordered for this call, counted down; null for most calls. */
function takeCallFault(state: State, method: string, url: string): CallFault | null {
  const path = url.split("?")[0] ?? url;
  const found = state.callFaults.find(
    (fault) => (fault.method === null || fault.method === method) && pathMatches(fault.path, path),
  );
  if (!found) return null;
  found.times--;
  if (found.times <= 0) state.callFaults.splice(state.callFaults.indexOf(found), 1);
  return found;
}

function pathMatches(pattern: string, path: string): boolean {
  if (!pattern.includes("*")) return pattern === path;
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(path);
}

/**
 * Puts an ordered fault into effect and then calls `next`, or never. `fail` makes the provider's own error of a status.
 * For `onRequest` hooks, after the checks of the key.
 */
export function meetCallFault(
  state: State,
  request: FastifyRequest,
  reply: FastifyReply,
  fail: (status: number) => Error,
  next: (error?: Error) => void,
): void {
  const fault = state.callFaults.length > 0 ? takeCallFault(state, request.method, request.url) : null;
  switch (fault?.kind) {
    case undefined:
      next();
      return;
    case "status":
      next(fail(fault.status));
      return;
    case "delay":
      setTimeout(next, fault.delayMs).unref();
      return;
    case "drop":
      reply.hijack();
      request.raw.socket.destroy();
      return;
    case "drop-answer":
      request.dropAnswer = true;
      next();
  }
}

/** For `onSend` hooks: ends the line of a call whose answer must not arrive. */
export function holdBackAnswer(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: unknown,
  next: (error: Error | null, payload?: unknown) => void,
): void {
  if (request.dropAnswer) request.raw.socket.destroy();
  else next(null, payload);
}

const outageEnds = new WeakMap<Sandbox, NodeJS.Timeout>();
const outageTimes = new WeakMap<Sandbox, number>();

/** When the outage that was started for a time ends, ms; null when there is none of that kind. */
export function outageUntil(sandbox: Sandbox): number | null {
  const until = outageTimes.get(sandbox) ?? 0;
  return sandbox.state.settings.faults.outage && until > Date.now() ? until : null;
}

/** Everything answers 503 for that many seconds; 0 ends it now. */
export function startOutage(sandbox: Sandbox, seconds: number): void {
  clearTimeout(outageEnds.get(sandbox));
  const { faults } = sandbox.state.settings;
  faults.outage = seconds > 0;
  outageTimes.set(sandbox, Date.now() + seconds * 1000);
  if (!faults.outage) return;
  const timer = setTimeout(() => {
    faults.outage = false;
  }, seconds * 1000).unref();
  outageEnds.set(sandbox, timer);
}
