/** Handing WABAs and numbers to an account, and what stands on a number: profile, key, identity, inbound configuration. */
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  call,
  type Kit,
  type Receiver,
  startKit,
  startReceiver,
  subscribe,
  templateMessage,
} from "./harness.ts";

let kit: Kit;
let receiver: Receiver;
beforeEach(async () => {
  kit = await startKit();
  receiver = await startReceiver();
});
afterEach(async () => {
  await kit.close();
  receiver.close();
});

const flush = () => kit.control("POST", "/control/flush");
const SHARE = "/whatsapp/1/embedded-signup/registrations/share-waba";
const PHONE = "5511977770000";

describe("share-waba", () => {
  const make = (fields: Record<string, unknown>) =>
    kit.control("POST", "/control/wabas", { number: "5511900002222", ...fields });
  const share = async (wabaId: string) => {
    const { status, body } = await kit.api("POST", SHARE, { businessAccountId: Number(wabaId) });
    return [status, body?.requestError?.serviceException.text];
  };

  test("is taken once, and told by webhook", async () => {
    await subscribe(kit, receiver, ["ACCOUNT_REGISTRATION"]);
    const { wabaId } = await make({});
    expect(await share(wabaId)).toEqual([202, undefined]);
    await flush();
    expect(receiver.posts[0]?.body).toMatchObject({ businessAccountId: Number(wabaId), status: "FINISHED" });
  });

  test.each([
    ["sent through Infobip before", { sentThroughInfobip: true }, 409],
    ["is owned on behalf of a business", { onBehalfOf: true }, 422],
    ["has a name that says so", { name: "Used Loja" }, 409],
  ])("refuses a WABA that %s", async (_label, fields, status) => {
    expect((await share((await make(fields)).wabaId))[0]).toBe(status);
  });

  test("refuses a WABA of another account, and one whose number was cancelled after it had sent", async () => {
    const other = await kit.control("POST", "/control/accounts", { name: "Outra", currency: "BRL" });
    const { wabaId, number } = await make({ accountKey: other.key });
    expect((await share(wabaId))[0]).toBe(409);
    await kit.control("POST", `/control/senders/${number}/foreign-messages`, { to: PHONE });
    await kit.control("DELETE", `/control/senders/${number}`);
    expect(await share(wabaId)).toEqual([409, "Business account has already been used through Infobip"]);
  });
});

describe("a number registered by Infobip itself", () => {
  const number = "5511900003333";
  const senders = () => `/whatsapp/1/embedded-signup/registrations/business-account/${kit.wabaId}/senders`;
  const verification = `/whatsapp/1/embedded-signup/registrations/senders/${number}/verification`;
  const fields = {
    countryCode: "55",
    phoneNumber: "11900003333",
    displayName: "Filial",
    type: "EXTERNAL_SMS",
    locale: "pt_BR",
  };
  const code = async (): Promise<string> => {
    const [log] = await kit.control(
      "GET",
      `/control/accounts/${kit.accountKey}/logs?channel=SMS&q=${number}`,
    );
    return log.text.replace(/\D/g, "");
  };

  test("the code stands in the portal's logs; a wrong one is refused, the right one connects", async () => {
    expect((await kit.api("POST", senders(), fields)).body).toEqual({ status: "OTP_REQUESTED" });
    const first = await code();
    const wrong = first === "000000" ? "000001" : "000000";
    const refused = await kit.api("POST", verification, { code: wrong });
    expect(refused.body.requestError.serviceException.validationErrors).toEqual({ code: ["is not valid"] });
    expect((await kit.api("POST", verification, { code: await code() })).status).toBe(202);
    await flush();
    const quality = await kit.api("GET", `/whatsapp/1/senders/quality?senders=${number}`);
    expect(quality.body.results[0]).toMatchObject({ sender: number, status: "CONNECTED" });
  });

  test("a code expires; a new one is asked for by voice", async () => {
    await kit.control("PATCH", "/control/settings", { otpLifeMs: 0 });
    await kit.api("POST", senders(), fields);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const late = await kit.api("POST", verification, { code: await code() });
    expect(late.body.requestError.serviceException.validationErrors.code[0]).toContain("expired");
    await kit.control("PATCH", "/control/settings", { otpLifeMs: 60_000 });
    const again = await kit.api("PUT", verification, { type: "EXTERNAL_VOICE", locale: "pt_BR" });
    expect(again.status).toBe(202);
    expect((await kit.api("POST", verification, { code: await code() })).status).toBe(202);
  });

  test("bad fields are named; an unknown WABA or number is 404", async () => {
    const { body } = await kit.api("POST", senders(), { phoneNumber: "1", type: "PIGEON" });
    expect(Object.keys(body.requestError.serviceException.validationErrors).sort()).toEqual([
      "countryCode",
      "displayName",
      "locale",
      "phoneNumber",
      "type",
    ]);
    expect((await kit.api("POST", senders().replace(kit.wabaId, "1"), fields)).status).toBe(404);
    expect((await kit.api("POST", verification, { code: "1" })).status).toBe(404);
  });
});

describe("business profile", () => {
  const info = () => `/whatsapp/1/senders/${kit.sender}/business-info`;

  test("a picture is fetched, checked and read back", async () => {
    expect((await kit.api("GET", `${info()}/logo`)).status).toBe(404);
    const wrong = await kit.api("PATCH", info(), { logoUrl: `${kit.url}/assets-media/oferta.png` });
    expect(wrong.body.violations[0].violation).toContain("between 192 and 640");
    const text = await kit.api("PATCH", info(), { logoUrl: `${kit.url}/control/settings` });
    expect(text.body.violations[0].violation).toContain("type is not supported");
    const gone = await kit.api("PATCH", info(), { logoUrl: `${kit.url}/nothing.png` });
    expect(gone.body.violations[0].violation).toBe("logo download failed");
  });

  test("unknown verticals and third websites are refused by name", async () => {
    const { body } = await kit.api("PATCH", info(), { vertical: "SPACE", websites: ["a", "b", "c"] });
    expect(body.violations.map(({ property }: { property: string }) => property)).toEqual([
      "websites",
      "vertical",
    ]);
  });
});

test("public key: a 2048 bit RSA key is kept, anything else refused", async () => {
  const path = `/whatsapp/1/senders/${kit.sender}/public-key`;
  const upload = async (text: string) => {
    const form = new FormData();
    form.set("file", new File([text], "key.pem"));
    const headers = { authorization: `App ${kit.secret}` };
    return (await fetch(kit.url + path, { method: "POST", headers, body: form })).status;
  };
  const pem = (modulusLength: number) =>
    generateKeyPairSync("rsa", { modulusLength })
      .publicKey.export({ type: "spki", format: "pem" })
      .toString();
  expect((await kit.api("GET", path)).status).toBe(404);
  expect([await upload("no key"), await upload(pem(1024))]).toEqual([400, 400]);
  const good = pem(2048);
  expect(await upload(good)).toBe(204);
  expect((await kit.api("GET", path)).body).toEqual({ publicKey: good, publicKeySignatureStatus: "VALID" });
});

test("identity: a new phone is told, stops messages (7029) until its hash is acknowledged", async () => {
  await subscribe(kit, receiver, ["IDENTITY_CHANGE", "DELIVERY"], { maxBucketSize: 1 });
  const path = `/whatsapp/1/${kit.sender}/contacts/${PHONE}/identity`;
  expect((await kit.api("GET", path)).status).toBe(404);
  const change = { event: "IDENTITY_CHANGE", phone: PHONE };
  await kit.control("POST", `/control/senders/${kit.sender}/events`, change);
  const { hash, acknowledged } = (await kit.api("GET", path)).body;
  expect(acknowledged).toBe(false);
  const send = async (messageId: string) => {
    const messages = [templateMessage(kit.sender, PHONE, { messageId })];
    await kit.api("POST", "/whatsapp/1/message/template", { messages });
    return (await kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" }))
      .status;
  };
  expect(await send("i1")).toBe("failed");
  expect((await kit.api("PUT", path, { hash: "old" })).status).toBe(409);
  expect((await kit.api("PUT", path, { hash })).status).toBe(204);
  expect(await send("i2")).toBe("delivered");
  await flush();
  expect(receiver.posts.map(({ body }) => body.content?.hash ?? body.results[0].error.id)).toEqual([
    hash,
    7029,
    0,
  ]);
  expect((await kit.api("DELETE", path)).status).toBe(204);
});

test("an inbound configuration of the number takes its messages away from the subscription", async () => {
  const elsewhere = await startReceiver();
  await subscribe(kit, receiver, ["INBOUND_MESSAGE"]);
  const configuration = `/control/senders/${kit.sender}/inbound-configuration`;
  const write = (text: string) =>
    kit.control("POST", `/control/phones/${PHONE}/messages`, { sender: kit.sender, text });
  await kit.control("PUT", configuration, { url: elsewhere.url });
  await write("um");
  await kit.control("PUT", configuration, {});
  await write("dois");
  await kit.control("DELETE", configuration);
  await write("três");
  await flush();
  expect(elsewhere.results().map(({ message }) => message.text)).toEqual(["um"]);
  expect(receiver.results().map(({ message }) => message.text)).toEqual(["três"]);
  const listed = await kit.api("GET", "/resource-management/1/inbound-message-configurations");
  expect(listed.status).toBe(403);
  elsewhere.close();
});

test("receipts of another system's messages arrive with its ids, and the witness keeps them apart", async () => {
  await subscribe(kit, receiver, ["DELIVERY"]);
  const path = `/control/senders/${kit.sender}/foreign-messages`;
  const fields = {
    to: PHONE,
    templateName: "boas_vindas",
    templateData: { body: { placeholders: ["a", "b"] } },
  };
  const { messages } = await kit.control("POST", path, fields);
  await kit.control("POST", `/control/messages/${messages[0].messageId}/receipt`, { event: "delivered" });
  await flush();
  expect(receiver.results()[0]).toMatchObject({ messageId: expect.stringMatching(/^other-/), to: PHONE });
  expect(await kit.control("GET", "/control/witness")).toMatchObject({ accepted: 0, foreign: 1 });
});

describe("media of inbound messages", () => {
  const media = async () => {
    const fields = { sender: kit.sender, kind: "image", url: `${kit.url}/assets-media/oferta.png` };
    const { id } = await kit.control("POST", `/control/phones/${PHONE}/messages`, fields);
    return `/whatsapp/1/senders/${kit.sender}/media/${encodeURIComponent(id)}`;
  };
  const open = (path: string, method = "GET", key: string | null = kit.secret) =>
    fetch(path.startsWith("/") ? kit.url + path : path, {
      method,
      redirect: "manual",
      headers: key === null ? {} : { authorization: `App ${key}` },
    });

  test("bytes, then metadata, then nothing after deletion", async () => {
    const path = await media();
    const file = await open(path);
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/png"]);
    const head = await open(path, "HEAD");
    expect(head.headers.get("content-length")).toBe(file.headers.get("content-length"));
    const removed = await call(
      kit.url,
      "DELETE",
      `/whatsapp/1/senders/${kit.sender}/media`,
      { url: kit.url + path },
      {
        authorization: `App ${kit.secret}`,
      },
    );
    expect([removed.status, (await open(path)).status]).toEqual([204, 404]);
  });

  test("a redirect to another host, which takes no API key", async () => {
    await kit.control("PATCH", "/control/settings", { mediaRedirect: true });
    const moved = await open(await media());
    const location = moved.headers.get("location") ?? "";
    expect(moved.status).toBe(302);
    expect(new URL(location).host).not.toBe(new URL(kit.url).host);
    expect((await open(location)).status).toBe(400);
    expect((await open(location, "GET", null)).status).toBe(200);
  });

  test("too old is 404", async () => {
    await kit.control("PATCH", "/control/settings", { mediaLifeMs: 0 });
    const path = await media();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await open(path)).status).toBe(404);
  });
});
