/** The Flow JSON behind a Flow id, from whichever provider's management holds it. */
import type { State } from "../state.ts";

export interface KnownFlow {
  id: string;
  name: string;
  json: Record<string, unknown>;
  endpointUri: string | null;
}

/** Null when the Flow is unknown here or has no readable JSON: the phone then asks for its fields in a plain form. */
export function findFlow(state: State, id: string): KnownFlow | null {
  const flow = state.meta.flows.get(id);
  if (!flow?.json) return null;
  try {
    const json: unknown = JSON.parse(flow.json);
    if (typeof json !== "object" || json === null || !("screens" in json)) return null;
    return { id, name: flow.name, json: { ...json }, endpointUri: flow.endpointUri ?? null };
  } catch {
    return null;
  }
}
