import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox } from "../src/app.ts";
import { call, startKit, subscribe, templateMessage } from "./harness.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test("a restart keeps accounts, keys, numbers, templates, subscriptions, phones and the last messages", async () => {
  const kit = await startKit({ otpMode: "fixed" }, dataDir);
  const receiver = { url: "http://127.0.0.1:9/x" } as Parameters<typeof subscribe>[1];
  await subscribe(kit, receiver, ["DELIVERY"]);
  const messages = [templateMessage(kit.sender, "5511912340001", { messageId: "kept" })];
  await kit.api("POST", "/whatsapp/1/message/template", { messages });
  await kit.control("POST", "/control/messages/kept/receipt", { event: "seen" });
  await kit.control("POST", "/control/phones/5511912340001/messages", { sender: kit.sender, text: "oi" });
  const paths = [
    "/control/accounts",
    `/control/accounts/${kit.accountKey}/keys`,
    "/control/senders",
    "/control/settings",
  ];
  const read = (url: string, path: string) => call(url, "GET", path).then(({ body }) => body);
  const before = await Promise.all(paths.map((path) => read(kit.url, path)));
  const shown = await read(kit.url, "/control/phones/5511912340001/messages");
  await kit.close();

  const again = await startSandbox({ dataDir });
  const portless = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replace(/localhost:\d+/g, "localhost"));
  const after = await Promise.all(paths.map((path) => read(again.url, path)));
  expect(portless(after)).toEqual(portless(before));
  expect(portless(await read(again.url, "/control/phones/5511912340001/messages"))).toEqual(portless(shown));
  const headers = { authorization: `App ${kit.secret}` };
  const templates = await call(again.url, "GET", "/whatsapp/1/templates", undefined, headers);
  expect(templates.body.paging.totalResults).toBe(18);
  const subscriptions = await call(
    again.url,
    "GET",
    "/subscriptions/1/subscription/WHATSAPP",
    undefined,
    headers,
  );
  expect(subscriptions.body.results).toHaveLength(1);
  const resent = await call(again.url, "POST", "/whatsapp/1/message/template", { messages }, headers);
  expect(resent.body.messages[0].status.id).toBe(23);
  await again.close();
});

test("messages that were under way are delivered after the restart", async () => {
  const kit = await startKit({ mode: "auto", timeScale: 1, deliverMs: [60_000, 60_000] }, dataDir);
  const messages = [templateMessage(kit.sender, "5511912340002", { messageId: "waiting" })];
  await kit.api("POST", "/whatsapp/1/message/template", { messages });
  await kit.close();
  const again = await startSandbox({ dataDir });
  await call(again.url, "POST", "/control/flush");
  expect(again.state.messages.find(({ id }) => id === "waiting")?.state).not.toBe("pending");
  await again.close();
});

test("the file belongs to its owner alone, and reset empties it", async () => {
  const kit = await startKit({}, dataDir);
  await kit.control("POST", "/control/reset");
  await kit.close();
  const file = join(dataDir, "sandbox.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const saved = JSON.parse(readFileSync(file, "utf8"));
  expect([saved.keys, saved.wabas, saved.messages]).toEqual([[], [], []]);
  expect(saved.accounts).toMatchObject([{ name: "Loja Aurora", currency: "BRL" }]);
});

test("an unreadable file is named, with what to do", async () => {
  writeFileSync(join(dataDir, "sandbox.json"), "{");
  await expect(startSandbox({ dataDir })).rejects.toThrow(
    /sandbox\.json cannot be read .* Move the file away/,
  );
});
