/** Flows on the phone: screens from their JSON, expressions, the data endpoint, the answer that leaves. */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  privateDecrypt,
} from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bubble, type PhoneKit, startPhoneKit } from "./phone-kit.ts";

type Scope = Record<string, unknown>;
interface Expressions {
  resolve(value: unknown, scope: Scope): unknown;
  isTrue(condition: unknown, scope: Scope): boolean;
}
const ASSETS = "../src/pages/assets/phones/flow";
const { resolve, isTrue } = (await import(`${ASSETS}/expression.js`)) as Expressions;

describe("expressions", () => {
  const scope = {
    data: { name: "Ana", age: 20, list: [1, 2], on: true },
    form: { a: "x" },
    screen: { S: { form: { b: 3 } } },
  };
  test.each([
    ["${data.name}", "Ana"],
    ["${data.list}", [1, 2]],
    ["Oi, ${data.name}!", "Oi, Ana!"],
    ["${screen.S.form.b}", 3],
    ["${form.none}", undefined],
    ["`${data.name} + ' Lima'`", "Ana Lima"],
    ["`${data.age} * 2 - 1`", 39],
    [{ x: ["${form.a}"] }, { x: ["x"] }],
    ["${constructor.constructor}", undefined],
  ])("%j is %j", (value, expected) => {
    const found = resolve(value, scope);
    if (expected === undefined)
      expect(typeof found === "undefined" || typeof found === "function").toBe(true);
    else expect(found).toEqual(expected);
  });

  test.each([
    ["${form.a} == 'x'", true],
    ["(${data.age} >= 18) && !(${form.a} == 'y')", true],
    ["${data.age} < 18 || ${data.on}", true],
    ["${data.age} != 20", false],
    ["alert(1)", false],
  ])("%s holds: %s", (condition, expected) => {
    expect(isTrue(condition, scope)).toBe(expected);
  });
});

const FLOW = {
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { FIRST: ["SECOND"], SECOND: [] },
  screens: [
    {
      id: "FIRST",
      title: "Visita",
      data: {
        shops: {
          type: "array",
          __example__: [
            { id: "c", title: "Centro" },
            { id: "n", title: "Norte" },
          ],
        },
      },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Onde e quando?" },
          {
            type: "Form",
            name: "f",
            children: [
              {
                type: "RadioButtonsGroup",
                name: "shop",
                label: "Loja",
                required: true,
                "data-source": "${data.shops}",
              },
              { type: "DatePicker", name: "day", label: "Dia", required: true },
              {
                type: "If",
                condition: "${form.shop} == 'n'",
                // biome-ignore lint/suspicious/noThenProperty: Flow JSON names it so.
                then: [{ type: "TextBody", text: "Estacionamento grátis" }],
              },
              {
                type: "Footer",
                label: "Continuar",
                "on-click-action": {
                  name: "navigate",
                  next: { type: "screen", name: "SECOND" },
                  payload: { day: "${form.day}" },
                },
              },
            ],
          },
        ],
      },
    },
    {
      id: "SECOND",
      title: "Você",
      terminal: true,
      data: { day: { type: "string", __example__: "2030-01-01" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextSubheading", text: "Até ${data.day}" },
          { type: "TextInput", name: "email", label: "E-mail", "input-type": "email", required: true },
          {
            type: "ChipsSelector",
            name: "likes",
            label: "Gostos",
            "data-source": [
              { id: "p", title: "Promo" },
              { id: "e", title: "Eventos" },
            ],
          },
          {
            type: "CheckboxGroup",
            name: "extras",
            label: "Extras",
            "data-source": [{ id: "k", title: "Café" }],
          },
          { type: "Dropdown", name: "hour", label: "Hora", "data-source": [{ id: "9", title: "09:00" }] },
          { type: "TextArea", name: "note", label: "Nota" },
          { type: "OptIn", name: "terms", label: "Aceito", required: true },
          {
            type: "Footer",
            label: "Confirmar",
            "on-click-action": {
              name: "complete",
              payload: {
                shop: "${screen.FIRST.form.shop}",
                day: "${data.day}",
                email: "${form.email}",
                likes: "${form.likes}",
                extras: "${form.extras}",
                hour: "${form.hour}",
                terms: "${form.terms}",
              },
            },
          },
        ],
      },
    },
  ],
};

describe("on the phone", () => {
  let phone: PhoneKit;
  beforeAll(async () => {
    phone = await startPhoneKit();
    await phone.kit.control("PATCH", "/control/settings", { checkFlows: false });
  }, 60_000);
  afterAll(() => phone.close());
  afterEach(async () => {
    for (const context of phone.browser.contexts()) await context.close();
  });

  const keepFlow = (id: string, json: unknown, endpointUri: string | null = null) =>
    phone.kit.sandbox.state.meta.flows.set(id, {
      id,
      wabaId: phone.kit.wabaId,
      name: "Agendamento",
      status: "PUBLISHED",
      categories: ["OTHER"],
      json: JSON.stringify(json),
      endpointUri,
      previewToken: "",
      updatedAt: "",
    });
  const sendFlow = (flowId: string, more: Record<string, unknown> = {}) =>
    phone.send("interactive/flow", {
      body: { text: "Agende" },
      action: { flowMessageVersion: 3, flowToken: "token-1", flowId, callToActionButton: "Agendar", ...more },
    });

  test("two screens, required fields, a condition, and the answer", async () => {
    keepFlow("700", FLOW);
    const id = await sendFlow("700");
    const page = await phone.open();
    await bubble(page, id).getByRole("button", { name: "Agendar" }).click();
    const sheet = page.getByRole("dialog", { name: "Visita" });
    await sheet.getByRole("button", { name: "Continuar" }).click();
    expect(await sheet.getByText("This field is required.").count()).toBe(2);
    await sheet.getByRole("radio", { name: "Norte" }).check();
    await sheet.getByText("Estacionamento grátis").waitFor();
    await sheet.getByLabel("Dia").fill("2026-12-02");
    await sheet.getByRole("button", { name: "Continuar" }).click();

    const second = page.getByRole("dialog", { name: "Você" });
    await second.getByText("Até 2026-12-02").waitFor();
    await second.getByRole("button", { name: "Back" }).click();
    expect(await sheet.getByRole("radio", { name: "Norte" }).isChecked()).toBe(true);
    await sheet.getByRole("button", { name: "Continuar" }).click();
    await second.getByLabel("E-mail").fill("ana");
    await second.getByRole("button", { name: "Confirmar" }).click();
    await second.getByText("Enter a valid e-mail address.").waitFor();
    await second.getByLabel("E-mail").fill("ana@example.com");
    await second.getByRole("button", { name: "Eventos" }).click();
    await second.getByRole("checkbox", { name: "Café" }).check();
    await second.getByLabel("Hora (optional)").selectOption("9");
    await second.getByRole("checkbox", { name: "Aceito" }).check();
    await second.getByRole("button", { name: "Confirmar" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "INTERACTIVE_FLOW_REPLY",
      response: {
        shop: "n",
        day: "2026-12-02",
        email: "ana@example.com",
        likes: ["e"],
        extras: ["k"],
        hour: "9",
        terms: true,
      },
      context: { id },
    });
    await page.getByText("Response sent").waitFor();
    expect(await bubble(page, id).getByRole("button", { name: "Agendar" }).isDisabled()).toBe(true);
  });

  test("a Flow nobody knows: a plain form of the given data", async () => {
    const id = await sendFlow("999", { flowActionPayload: { screen: "X", data: { city: "Recife" } } });
    const page = await phone.open();
    await bubble(page, id).getByRole("button", { name: "Agendar" }).click();
    expect(await page.getByLabel("Field").inputValue()).toBe("city");
    await page.getByLabel("Answer").fill("Olinda");
    await page.getByRole("button", { name: "Send answer" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "INTERACTIVE_FLOW_REPLY",
      response: { city: "Olinda" },
    });
  });

  test("a data endpoint, encrypted both ways, decides the next screen and the end", async () => {
    const endpoint = await startEndpoint(({ action, screen, data }) => {
      if (action === "INIT") return { screen: "ASK", data: { question: "Qual cidade?" } };
      if (screen === "ASK" && data?.city === "")
        return { screen: "ASK", data: { error_message: "Diga a cidade." } };
      return {
        screen: "SUCCESS",
        data: { extension_message_response: { params: { city: data?.city, ok: true } } },
      };
    });
    const sender = phone.kit.sandbox.state.senders.get(phone.kit.sender);
    if (sender) sender.publicKey = endpoint.publicKey;
    const city = { type: "TextInput", name: "city", label: "Cidade" };
    const action = { name: "data_exchange", payload: { city: "${form.city}" } };
    const children = [
      { type: "TextHeading", text: "${data.question}" },
      city,
      { type: "Footer", label: "Enviar", "on-click-action": action },
    ];
    const screens = [
      {
        id: "ASK",
        title: "Pergunta",
        terminal: true,
        data: {},
        layout: { type: "SingleColumnLayout", children },
      },
    ];
    keepFlow(
      "701",
      { version: "7.3", data_api_version: "3.0", routing_model: { ASK: [] }, screens },
      endpoint.url,
    );
    const id = await sendFlow("701", { flowAction: "DATA_EXCHANGE" });
    const page = await phone.open();
    await bubble(page, id).getByRole("button", { name: "Agendar" }).click();
    await page.getByRole("heading", { name: "Qual cidade?" }).waitFor();
    await page.getByRole("button", { name: "Enviar" }).click();
    await page.getByText("Diga a cidade.").waitFor();
    await page.getByLabel("Cidade (optional)").fill("Natal");
    await page.getByRole("button", { name: "Enviar" }).click();
    expect(await phone.inbound()).toMatchObject({ response: { city: "Natal", ok: true } });
    expect(endpoint.requests.map((request) => [request.action, request.flow_token])).toEqual([
      ["INIT", "token-1"],
      ["data_exchange", "token-1"],
      ["data_exchange", "token-1"],
    ]);
    endpoint.server.close();
  });
});

interface Request {
  action: string;
  screen?: string;
  data?: Record<string, unknown>;
  flow_token: string;
}

/** The business's side of the data exchange. */
async function startEndpoint(answer: (request: Request) => unknown) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const requests: Request[] = [];
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
    const bytes = (name: string) => Buffer.from(body[name] ?? "", "base64");
    const key = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
      bytes("encrypted_aes_key"),
    );
    const vector = bytes("initial_vector");
    const data = bytes("encrypted_flow_data");
    const decipher = createDecipheriv("aes-128-gcm", key, vector);
    decipher.setAuthTag(data.subarray(-16));
    const plain = JSON.parse(
      Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]).toString(),
    );
    requests.push(plain);
    const cipher = createCipheriv("aes-128-gcm", key, Buffer.from(vector.map((byte) => byte ^ 0xff)));
    const sealed = Buffer.concat([
      cipher.update(JSON.stringify(answer(plain)), "utf8"),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    response.setHeader("content-type", "text/plain").end(sealed.toString("base64"));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/flow`, publicKey, requests, server };
}
