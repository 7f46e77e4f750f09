/** `/control/faults`: misbehaviour for the next calls, and outages that end by themselves. */
import type { FastifyInstance } from "fastify";
import { type CallFault, FAULT_KINDS, type FaultKind, outageUntil, startOutage } from "../faults.ts";
import { uuid } from "../ids.ts";
import { asObject, asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { invalid, notFound } from "./http.ts";

const MAX_SECONDS = 3600;

export function registerFaults(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  app.get("/control/faults", () => ({
    rates: state.settings.faults,
    calls: state.callFaults,
    outageUntil: outageUntil(sandbox),
  }));
  app.post("/control/faults", (request, reply) => {
    const fault = readFault(request.body);
    state.callFaults.push(fault);
    return reply.code(201).send(fault);
  });
  app.delete("/control/faults", (_request, reply) => {
    state.callFaults.length = 0;
    return reply.code(204).send();
  });
  app.delete("/control/faults/:id", (request, reply) => {
    const at = state.callFaults.findIndex(({ id }) => id === asObject(request.params).id);
    if (at < 0) throw notFound("This fault");
    state.callFaults.splice(at, 1);
    return reply.code(204).send();
  });
  app.post("/control/faults/outage", (request) => {
    const seconds = readNumber(request.body, "seconds", 30, 0, MAX_SECONDS);
    startOutage(sandbox, seconds);
    return { outage: state.settings.faults.outage, seconds };
  });
}

function readFault(value: unknown): CallFault {
  const body = asObject(value);
  const path = asString(body.path);
  if (!path?.startsWith("/")) {
    throw invalid('"path" is missing. Write the path of the calls, such as /whatsapp/1/message/*.');
  }
  const kind = (asString(body.kind) ?? "status") as FaultKind;
  if (!FAULT_KINDS.includes(kind)) throw invalid(`"kind" must be one of ${FAULT_KINDS.join(", ")}.`);
  return {
    id: uuid(),
    method: asString(body.method)?.toUpperCase() ?? null,
    path,
    times: readNumber(body, "times", 1, 1, 1_000_000),
    kind,
    status: readNumber(body, "status", 500, 400, 599),
    delayMs: readNumber(body, "delayMs", 1000, 0, 600_000),
  };
}

function readNumber(value: unknown, name: string, fallback: number, low: number, high: number): number {
  const number = asObject(value)[name] ?? fallback;
  if (typeof number === "number" && number >= low && number <= high) return number;
  throw invalid(`"${name}" must be a number between ${low} and ${high}.`);
}
