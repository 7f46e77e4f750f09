/** The answer to accepted messages; the fault panel may swallow it, as a timeout after acceptance would. */
import type { FastifyReply } from "fastify";
import type { Sandbox } from "../sandbox.ts";

const HOLD_MS = 1500;

/** Sends the JSON text, or holds the line for a while and drops it without an answer. */
export function answerAccepted(sandbox: Sandbox, reply: FastifyReply, json: string): unknown {
  const { faults, timeScale } = sandbox.state.settings;
  if (faults.timeoutAfterAcceptRate > 0 && Math.random() < faults.timeoutAfterAcceptRate) {
    reply.hijack();
    setTimeout(() => reply.raw.destroy(), HOLD_MS * timeScale).unref();
    return undefined;
  }
  void reply.type("application/json");
  return json;
}
