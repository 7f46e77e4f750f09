/** What every case of every connector must hold: the calls that were scripted and no others, proof of identity, no secret told. */
import { inspect } from "node:util";
import { expect, vi } from "vitest";
import type { HttpRequest } from "../../lib/http.ts";
import type { Connector, ProviderCredentials, ProviderIo } from "../connector.ts";
import { callOf, type ScriptedCall, scriptedHttp } from "./scripted-http.ts";

/** A connector and who it speaks for, the same in all tables of it. */
export interface ConnectorSetup {
  readonly connector: Connector;
  readonly credentials: ProviderCredentials;
  /** Headers that every call to the provider carries, or a check of a call that throws (a signature over its body). */
  readonly auth: Readonly<Record<string, string>> | ((request: HttpRequest) => void);
  /** What must never be told besides the key: the secret of webhooks … */
  readonly secrets?: readonly string[];
}

/** How a call of the connector ended: as its case says, in whole. */
export type Outcome =
  | { readonly result: unknown }
  | {
      readonly error: {
        readonly code: string;
        readonly params?: Readonly<Record<string, string | number>>;
        /** A part of the words, where they matter. */
        readonly words?: string;
      };
    };

type Ending<T> = { readonly result: T } | { readonly thrown: unknown };
type Act<T> = (io: ProviderIo, credentials: ProviderCredentials) => Promise<T>;

/** Runs `act` against the script, holds what it did against it, and resolves to what it made. */
export async function witness<T>(
  setup: ConnectorSetup,
  calls: readonly ScriptedCall[],
  act: Act<T>,
): Promise<T> {
  const ending = await perform(setup, calls, act);
  if ("thrown" in ending) throw ending.thrown;
  return ending.result;
}

/** Like witness, and holds how it ended against the case. */
export async function witnessOutcome(
  setup: ConnectorSetup,
  calls: readonly ScriptedCall[],
  expected: Outcome,
  act: Act<unknown>,
): Promise<void> {
  const ending = await perform(setup, calls, act);
  if ("result" in expected) {
    if ("thrown" in ending) throw ending.thrown;
    expect(ending.result).toEqual(expected.result);
    return;
  }
  if (!("thrown" in ending)) throw new Error(`expected ${expected.error.code}, but it succeeded`);
  const { code, params, message } = ending.thrown as { code?: string; params?: object; message: string };
  expect({ code, message }).toMatchObject({ code: expected.error.code });
  if (expected.error.params) expect(params).toEqual(expected.error.params);
  if (expected.error.words) expect(message).toContain(expected.error.words);
}

async function perform<T>(
  setup: ConnectorSetup,
  calls: readonly ScriptedCall[],
  act: Act<T>,
): Promise<Ending<T>> {
  const http = scriptedHttp(calls.map((call) => call.answer));
  const told = listen();
  const ending = await act({ http, timeoutMs: 1000 }, setup.credentials).then(
    (result): Ending<T> => ({ result }),
    (thrown: unknown): Ending<T> => ({ thrown }),
  );
  const lines = told.stop();
  compareCalls(
    setup,
    calls,
    http.requests,
    "thrown" in ending ? `; then it threw ${tell(ending.thrown)}` : "",
  );
  keepsSecrets(setup, "thrown" in ending ? [...lines, tell(ending.thrown)] : lines);
  return ending;
}

/** Fails when one of the setup's secrets can be read in these texts. */
export function keepsSecrets(setup: ConnectorSetup, texts: readonly string[]): void {
  for (const secret of secretsOf(setup))
    for (const text of texts) expect(text, "a secret was told").not.toContain(secret);
}

/** Everything of an error that a log could show, causes included. */
export function tell(value: unknown): string {
  return inspect(value, { depth: 8, maxStringLength: null, maxArrayLength: null });
}

function secretsOf({ credentials, secrets = [] }: ConnectorSetup): string[] {
  return [credentials.apiKey, ...secrets];
}

function compareCalls(
  setup: ConnectorSetup,
  calls: readonly ScriptedCall[],
  requests: readonly HttpRequest[],
  note: string,
): void {
  const made = requests.map((request) => callOf(request, setup.credentials.baseUrl));
  expect(made.slice(calls.length), `calls that nobody scripted${note}`).toEqual([]);
  expect(made.length, `answers were left over after ${JSON.stringify(made)}${note}`).toBe(calls.length);
  calls.forEach((call, index) => {
    const request = requests[index];
    if (!request) return;
    if (call.to !== undefined) expect(made[index]).toBe(call.to);
    if (call.body !== undefined)
      expect(request.body === undefined ? null : JSON.parse(String(request.body))).toEqual(call.body);
    if (call.auth === "none") keepsSecrets(setup, [tell(request)]);
    else if (typeof setup.auth === "function") setup.auth(request);
    else expect(request.headers).toMatchObject(setup.auth);
    expect(request.allowedHosts, "the guard of addresses").toEqual(setup.credentials.allowedHosts);
  });
}

/** Keeps what is written to the console and to the process's streams meanwhile. */
function listen(): { stop(): string[] } {
  const lines: string[] = [];
  const spies = [
    ...(["log", "info", "warn", "error", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words) => {
        lines.push(words.map(tell).join(" "));
      }),
    ),
    ...([process.stdout, process.stderr] as const).map((stream) =>
      vi.spyOn(stream, "write").mockImplementation((chunk) => {
        lines.push(String(chunk));
        return true;
      }),
    ),
  ];
  return {
    stop() {
      for (const spy of spies) spy.mockRestore();
      return lines;
    },
  };
}
