/** An npm client of the Cloud API, unmodified, against the sandbox: only its base address is ours. */
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { verifySignature } from "@kapso/whatsapp-cloud-api/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "./harness.ts";
import { APP, type MetaKit, startMetaKit } from "./meta-kit.ts";

const TO = "5511970123000";
let kit: MetaKit;
let client: WhatsAppClient;
let to: { phoneNumberId: string; to: string };
let imageId: string;
let inboundId: string;

beforeAll(async () => {
  kit = await startMetaKit({ otpMode: "fixed" });
  client = new WhatsAppClient({ accessToken: kit.token, baseUrl: `${kit.url}/graph` });
  to = { phoneNumberId: kit.phone, to: `+${TO}` };
  inboundId = (await kit.open(TO)).id;
  const uploaded = await client.media.upload({
    phoneNumberId: kit.phone,
    type: "image",
    file: new Blob([new Uint8Array([1, 2, 3])], { type: "image/png" }),
    fileName: "a.png",
  });
  imageId = uploaded.id;
});
afterAll(() => kit.close());

const link = () => ({ link: `${kit.url}/assets-media/oferta.png` });
type Send = () => Promise<unknown>;

describe("every type it sends", () => {
  const sends: [string, Send][] = [
    ["text", () => client.messages.sendText({ ...to, body: "Olá!", previewUrl: false })],
    [
      "text with context and callback data",
      () =>
        client.messages.sendText({
          ...to,
          body: "a",
          contextMessageId: inboundId,
          bizOpaqueCallbackData: "x",
        }),
    ],
    ["image by id", () => client.messages.sendImage({ ...to, image: { id: imageId, caption: "c" } })],
    ["image by link", () => client.messages.sendImage({ ...to, image: link() })],
    ["audio", () => client.messages.sendAudio({ ...to, audio: link() })],
    ["video", () => client.messages.sendVideo({ ...to, video: link() })],
    ["document", () => client.messages.sendDocument({ ...to, document: { ...link(), filename: "a.pdf" } })],
    ["sticker", () => client.messages.sendSticker({ ...to, sticker: link() })],
    [
      "location",
      () =>
        client.messages.sendLocation({
          ...to,
          location: { latitude: -23.5, longitude: -46.6, name: "SP", address: "BR" },
        }),
    ],
    [
      "contacts",
      () =>
        client.messages.sendContacts({
          ...to,
          contacts: [
            {
              name: { formattedName: "Ana Lima", firstName: "Ana" },
              phones: [{ phone: "+5511999998888", type: "WORK" }],
            },
          ],
        }),
    ],
    [
      "reaction",
      () => client.messages.sendReaction({ ...to, reaction: { messageId: inboundId, emoji: "😀" } }),
    ],
    [
      "buttons",
      () =>
        client.messages.sendInteractiveButtons({
          ...to,
          header: { type: "image", image: { id: imageId } },
          bodyText: "?",
          footerText: "f",
          buttons: [{ id: "a", title: "A" }],
        }),
    ],
    [
      "list",
      () =>
        client.messages.sendInteractiveList({
          ...to,
          bodyText: "?",
          buttonText: "Abrir",
          sections: [{ title: "S", rows: [{ id: "1", title: "Um" }] }],
        }),
    ],
    [
      "cta url",
      () =>
        client.messages.sendInteractiveCtaUrl({
          ...to,
          bodyText: "?",
          parameters: { displayText: "Ver", url: "https://a.example" },
        }),
    ],
    [
      "product",
      () =>
        client.messages.sendInteractiveProduct({
          ...to,
          bodyText: "?",
          catalogId: "1",
          productRetailerId: "tenis",
        }),
    ],
    [
      "product list",
      () =>
        client.messages.sendInteractiveProductList({
          ...to,
          bodyText: "?",
          header: { type: "text", text: "Loja" },
          catalogId: "1",
          sections: [{ title: "S", productItems: [{ productRetailerId: "tenis" }] }],
        }),
    ],
    [
      "catalog",
      () =>
        client.messages.sendInteractiveCatalogMessage({
          ...to,
          bodyText: "?",
          parameters: { thumbnailProductRetailerId: "tenis" },
        }),
    ],
    [
      "carousel",
      () =>
        client.messages.sendInteractiveCarousel({
          ...to,
          bodyText: "?",
          cards: [0, 1].map((cardIndex) => ({
            cardIndex,
            header: { type: "image" as const, image: link() },
            bodyText: "c",
            action: { type: "cta_url" as const, displayText: "Ver", url: "https://a.example" },
          })),
        }),
    ],
    [
      "location request",
      () =>
        client.messages.sendInteractiveRaw({
          ...to,
          interactive: {
            type: "location_request_message",
            body: { text: "?" },
            action: { name: "send_location" },
          },
        }),
    ],
    [
      "template",
      () =>
        client.messages.sendTemplate({
          ...to,
          template: {
            name: "boas_vindas",
            language: { code: "pt_BR" },
            components: [
              {
                type: "body",
                parameters: [
                  { type: "text", text: "Ana" },
                  { type: "text", text: "SP" },
                ],
              },
            ],
          },
        }),
    ],
    [
      "raw",
      () =>
        client.messages.sendRaw({
          phoneNumberId: kit.phone,
          payload: { messaging_product: "whatsapp", to: TO, type: "text", text: { body: "cru" } },
        }),
    ],
  ];
  test.each(sends)("%s", async (_label, send) => {
    const answer = (await send()) as Answer;
    expect(answer.contacts[0].waId).toBe(TO);
    expect(answer.messages[0].id).toMatch(/^wamid\./);
  });

  test("mark as read, with typing", async () => {
    const answer = await client.messages.markRead({
      phoneNumberId: kit.phone,
      messageId: inboundId,
      typingIndicator: { type: "text" },
    });
    expect(answer.success).toBe(true);
  });

  test("an error keeps its code", async () => {
    await expect(client.messages.sendText({ ...to, body: "x".repeat(4097) })).rejects.toMatchObject({
      code: 100,
    });
  });
});

test("templates: list, create, delete", async () => {
  const listed = await client.templates.list({ businessAccountId: kit.waba, limit: 100 });
  expect(listed.data.map(({ name }) => name)).toContain("boas_vindas");
  const created = await client.templates.create({
    businessAccountId: kit.waba,
    name: "do_cliente",
    language: "pt_BR",
    category: "MARKETING",
    components: [{ type: "BODY", text: "Olá, temos novidades." }],
  });
  expect(created.status).toBe("PENDING");
  expect((await client.templates.delete({ businessAccountId: kit.waba, name: "do_cliente" })).success).toBe(
    true,
  );
});

test("media: metadata, bytes, deletion", async () => {
  const found = await client.media.get({ mediaId: imageId });
  expect(found.mimeType).toBe("image/png");
  const bytes = (await client.media.download({ mediaId: imageId, auth: "always" })) as ArrayBuffer;
  expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
  expect((await client.media.delete({ mediaId: imageId })).success).toBe(true);
});

test("numbers: code, registration, profile, settings", async () => {
  const { body } = await kit.graph("POST", `/${kit.waba}/phone_numbers`, {
    cc: "55",
    phone_number: "11955556666",
    verified_name: "Filial",
  });
  const phoneNumberId = body.id as string;
  await client.phoneNumbers.requestCode({ phoneNumberId, codeMethod: "SMS", language: "pt_BR" });
  expect((await client.phoneNumbers.verifyCode({ phoneNumberId, code: "123456" })).success).toBe(true);
  expect((await client.phoneNumbers.register({ phoneNumberId, pin: "000111" })).success).toBe(true);
  await client.phoneNumbers.businessProfile.update({
    phoneNumberId,
    about: "Loja",
    websites: ["https://a.example"],
  });
  const profile = await client.phoneNumbers.businessProfile.get({ phoneNumberId });
  expect(profile.data[0]?.about).toBe("Loja");
  expect(
    (await client.phoneNumbers.settings.update({ phoneNumberId, fallbackLanguage: "pt_BR" })).success,
  ).toBe(true);
  expect((await client.phoneNumbers.deregister({ phoneNumberId })).success).toBe(true);
});

test("Flows: deployed, previewed and sent", async () => {
  const json = {
    version: "7.2",
    screens: [
      {
        id: "CSAT",
        title: "Nota",
        terminal: true,
        layout: {
          type: "SingleColumnLayout",
          children: [{ type: "Footer", label: "Enviar", onClickAction: { name: "complete", payload: {} } }],
        },
      },
    ],
  };
  const deployed = await client.flows.deploy(json, {
    wabaId: kit.waba,
    name: "csat",
    publish: true,
    preview: true,
  });
  const { flowId } = deployed as unknown as { flowId: string };
  const node = await client.flows.get<{ status: string }>({ flowId });
  expect(node.status).toBe("PUBLISHED");
  const sent = await client.messages.sendInteractiveFlow({
    ...to,
    bodyText: "?",
    parameters: { flowId, flowCta: "Ir", flowToken: "t" },
  });
  expect(sent.messages[0]?.id).toMatch(/^wamid\./);
});

test("it finds our webhooks' signature right", async () => {
  await kit.flush();
  const post = kit.hook.posts[0];
  const check = {
    appSecret: APP.secret,
    rawBody: Buffer.from(post?.raw ?? "", "latin1"),
    signatureHeader: post?.signature ?? "",
  };
  expect(verifySignature(check)).toBe(true);
  expect(verifySignature({ ...check, appSecret: "other" })).toBe(false);
});
