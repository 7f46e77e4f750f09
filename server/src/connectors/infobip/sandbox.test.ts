/** Over real HTTP: the sandbox, which checks what Infobip checks, takes every kind of message and all that the account is asked. */
import { afterAll, expect, it } from "vitest";
import { startSandbox } from "../../../../sandbox/src/app.ts";
import { controlOf, sandboxNumber } from "../../../test/processes.ts";
import { createHttpClient } from "../../lib/http.ts";
import { aMessage, everyContent } from "../testing/contents.ts";
import { infobip } from "./infobip.ts";

const sandbox = await startSandbox({ settings: { mode: "explicit" } });
const http = createHttpClient();
afterAll(async () => {
  await http.close();
  await sandbox.close();
});

const control = controlOf(sandbox.url);
const { apiKey, phone } = await sandboxNumber(control);
const io = { http, timeoutMs: 5000 };
const host = `127.0.0.1:${sandbox.port}`;
const credentials = { baseUrl: `http://${host}`, apiKey, allowedHosts: [host] };
const number = { phone, phoneNumberId: "", wabaId: "" };

it.each(everyContent.map((content, index) => [index, content.kind, content] as const))(
  "takes example %i, %s",
  async (index, _, content) => {
    const message = { ...aMessage(`m-${index}`, content), from: number };
    expect(await infobip.send(io, credentials, [message])).toEqual([
      { messageId: `m-${index}`, outcome: "accepted" },
    ]);
    // The same id again: recognised, so accepted, and sent once.
    expect(await infobip.send(io, credentials, [message])).toEqual([
      { messageId: `m-${index}`, outcome: "accepted" },
    ]);
  },
);

it("tells the account, its numbers and its webhooks", async () => {
  const { account } = infobip;
  expect(await account.probe(io, credentials)).toMatchObject({
    scopes: expect.arrayContaining(["message:send"]),
  });
  expect(await account.readNumber(io, credentials, number)).toMatchObject({
    phone,
    wabaId: expect.stringMatching(/^\d+$/),
  });
  expect((await account.listNumbers(io, credentials))?.map((one) => one.phone)).toEqual([phone]);
  const target = {
    connectionId: "c1",
    notifyUrl: `http://${host}/nowhere`,
    secret: "secret",
    numbers: [number],
  };
  expect((await account.checkSubscription(io, credentials, target)).map(({ code }) => code)).toEqual([
    "subscription_missing",
  ]);
  await account.subscribe(io, credentials, target);
  await account.subscribe(io, credentials, target);
  expect(await account.checkSubscription(io, credentials, target)).toEqual([]);
  const other = { ...target, connectionId: "c2" };
  await expect(account.subscribe(io, credentials, other)).rejects.toMatchObject({
    code: "infobip_subscription_taken",
    params: { subscriptions: "ponte-c1-wa", phones: phone },
  });
  await account.unsubscribe(io, credentials, target);
  expect((await account.checkSubscription(io, credentials, target)).map(({ code }) => code)).toEqual([
    "subscription_missing",
  ]);
});
