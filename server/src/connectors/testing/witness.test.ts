/** The runner itself: a case that should fail does. */
import { expect, it } from "vitest";
import { AppError } from "../../lib/errors.ts";
import type { Connector, ProviderCredentials, ProviderIo } from "../connector.ts";
import { type ConnectorSetup, witness, witnessOutcome } from "./witness.ts";

const credentials = { baseUrl: "https://provider.example", apiKey: "the-key", allowedHosts: [] };
const setup: ConnectorSetup = {
  connector: { name: "webhook" } as Connector,
  credentials,
  auth: { authorization: "Bearer the-key" },
  secrets: ["webhook-secret"],
};
const ok = { status: 200, body: {} };

async function call(io: ProviderIo, { apiKey, allowedHosts }: ProviderCredentials, path = "/a?b=1") {
  const headers = { authorization: `Bearer ${apiKey}` };
  return io.http.send({
    method: "POST",
    url: `https://provider.example${path}`,
    headers,
    body: "{}",
    allowedHosts,
  });
}

it("passes when everything is as scripted", async () => {
  await witness(setup, [{ to: "POST /a?b=1", body: {}, answer: ok }], call);
});

it.each<[string, Parameters<typeof witness>[1], Parameters<typeof witness>[2], string]>([
  ["an answer that is left over", [{ answer: ok }, { answer: ok }], call, "left over"],
  ["a call that nobody scripted", [], call, "nobody scripted"],
  [
    "a call that nobody scripted, although the connector swallows the refusal",
    [],
    (io, given) => call(io, given).catch(() => null),
    "nobody scripted",
  ],
  ["another path", [{ to: "POST /c", answer: ok }], call, "POST /c"],
  ["another body", [{ body: { a: 1 }, answer: ok }], call, "equal"],
  [
    "no proof of identity",
    [{ answer: ok }],
    (io) => io.http.send({ method: "GET", url: "https://provider.example/", allowedHosts: [] }),
    "match",
  ],
  ["a key that goes where it must not", [{ auth: "none", answer: ok }], call, "a secret was told"],
  [
    "no guard of addresses",
    [{ answer: ok }],
    (io) =>
      io.http.send({
        method: "GET",
        url: "https://provider.example/",
        headers: { authorization: "Bearer the-key" },
      }),
    "the guard of addresses",
  ],
  [
    "a secret in a log line",
    [],
    async () => {
      console.warn({ deep: { secret: "webhook-secret" } });
    },
    "a secret was told",
  ],
])("fails for %s", async (_, calls, act, words) => {
  await expect(witness(setup, calls, act)).rejects.toThrow(words);
});

it("fails for a secret in the cause of an error", async () => {
  const act = async () => {
    throw new AppError("x", "no", { cause: new Error("GET /?key=the-key") });
  };
  await expect(witnessOutcome(setup, [], { error: { code: "x" } }, act)).rejects.toThrow("a secret was told");
});

it("fails for another error and for success instead of one", async () => {
  const refuse = async () => {
    throw new AppError("y", "no");
  };
  await expect(witnessOutcome(setup, [], { error: { code: "x" } }, refuse)).rejects.toThrow();
  await expect(witnessOutcome(setup, [], { error: { code: "x" } }, async () => 1)).rejects.toThrow(
    "succeeded",
  );
  await expect(witnessOutcome(setup, [], { result: 2 }, async () => 1)).rejects.toThrow();
});
