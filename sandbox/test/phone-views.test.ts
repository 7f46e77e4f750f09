/** Every type of message as the phone's page draws it, in a browser. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bubble, PHONE, type PhoneKit, startPhoneKit } from "./phone-kit.ts";

let phone: PhoneKit;
let page: Page;

beforeAll(async () => {
  phone = await startPhoneKit();
  page = await phone.open();
}, 60_000);
afterAll(() => phone.close());

const file = (name: string) => `${phone.kit.url}/assets-media/${name}`;
const shown = async (id: string): Promise<Locator> => {
  const found = bubble(page, id);
  await found.waitFor();
  return found;
};
/** An image that is there but could not be loaded has no width. */
const isLoaded = (image: Locator) =>
  expect.poll(() => image.evaluate((one) => one.naturalWidth)).toBeGreaterThan(0);
const body = { text: "Corpo" };

describe("plain messages", () => {
  test("text with its marks, lists, quotes and code; a link with its preview", async () => {
    const text =
      "*forte* _leve_ ~fora~ `curto`\n- um\n1. dois\n> citado\n```bloco```\nhttps://loja.example/novo-tenis";
    const one = await shown(await phone.send("text", { text, previewUrl: true }));
    for (const [selector, words] of [
      ["strong", "forte"],
      ["em", "leve"],
      ["s", "fora"],
      ["code", "curto"],
      ["pre", "bloco"],
      [".quote", "citado"],
    ] as const) {
      expect(await one.locator(`.text ${selector}`).first().textContent(), selector).toContain(words);
    }
    expect(await one.locator(".item").count()).toBe(2);
    expect(await one.locator(".link-card").textContent()).toContain("Novo tenis");
  });

  test("image, video, GIF header, sticker", async () => {
    const image = await shown(
      await phone.send("image", { mediaUrl: file("oferta.png"), caption: "Legenda" }),
    );
    await isLoaded(image.getByRole("img", { name: "Photo" }));
    await image.getByRole("button", { name: "Open photo" }).click();
    await page.getByRole("dialog", { name: "Photo" }).waitFor();
    await page.keyboard.press("Escape");
    const video = await shown(await phone.send("video", { mediaUrl: file("v.mp4") }));
    await video.getByText("0:06").waitFor();
    await isLoaded((await shown(await phone.send("sticker", { mediaUrl: file("s.webp") }))).locator("img"));
  });

  test("audio and a voice note play", async () => {
    const voice = await shown(await phone.send("audio", { mediaUrl: file("a.ogg"), voice: true }));
    await voice.getByText("0:06").waitFor();
    await voice.getByRole("button", { name: "Play" }).click();
    await voice.getByRole("button", { name: "Pause" }).click();
    await voice.getByRole("slider", { name: "Position" }).waitFor();
    await shown(await phone.send("audio", { mediaUrl: file("a.ogg") }));
  });

  test("a document with pages and size, a missing file, a place, a contact", async () => {
    const pdf = await shown(await phone.send("document", { mediaUrl: file("n.pdf"), filename: "nota.pdf" }));
    await pdf.getByText(/1 page · 14 kB · PDF/).waitFor();
    const gone = await shown(await phone.send("image", { mediaUrl: `${phone.kit.url}/nowhere.png` }));
    await gone.getByText("could not be loaded").waitFor();
    const place = { latitude: -23.5, longitude: -46.6, name: "Loja", address: "Rua A, 1" };
    const where = await shown(await phone.send("location", place));
    await where.getByRole("link", { name: "Open map: Loja" }).waitFor();
    expect(await where.locator("svg.map").count()).toBe(1);
    const contacts = [
      {
        name: { firstName: "Rui", formattedName: "Rui Sá" },
        phones: [{ phone: "+351911111111", type: "CELL" }],
      },
    ];
    const who = await shown(await phone.send("contact", { contacts }));
    expect(await who.getByRole("link", { name: "Save contact" }).getAttribute("href")).toContain(
      encodeURIComponent("FN:Rui Sá"),
    );
    await who.getByRole("button", { name: "Rui Sá" }).click();
    await page.getByRole("dialog", { name: "Rui Sá" }).getByText("+351911111111").waitFor();
    await page.keyboard.press("Escape");
  });
});

describe("interactive messages", () => {
  test.each([
    [
      "interactive/url-button",
      { body, action: { displayText: "Abrir", url: "https://loja.example/x" } },
      "link",
      "Abrir",
    ],
    ["interactive/location-request", { body }, "button", "Send location"],
    ["interactive/request-contact-info", { body }, "button", "Share contact info"],
    [
      "interactive/product",
      { body, action: { catalogId: "c", productRetailerId: "vela" } },
      "button",
      "View",
    ],
    ["interactive/voice-button", { body, action: { buttonDisplayText: "Ligue" } }, "link", "Ligue"],
    ["interactive/call-permission-request", {}, "button", "Choose preference"],
  ] as const)("%s", async (kind, content, role, name) => {
    const one = await shown(await phone.send(kind, content));
    await one.getByRole(role, { name, exact: true }).waitFor();
    if (kind === "interactive/product") await one.getByText("Vela Cedro").waitFor();
  });

  test("an address that would run as a script is no link", async () => {
    const id = await phone.send("interactive/url-button", {
      body,
      action: { displayText: "Abrir", url: "https://x.example" },
    });
    const message = phone.kit.sandbox.state.messages.find((one) => one.id === id);
    if (message) message.content = message.content.replace("https://x.example", "javascript:alert(1)");
    await page.reload();
    expect(await (await shown(id)).locator("a.message-button").getAttribute("href")).toBeNull();
  });
});

describe("the templates a new WABA has", () => {
  const placeholders = (...values: string[]) => ({ body: { placeholders: values } });
  const url = { type: "URL", parameter: "x" };

  test("carousel", async () => {
    const cards = ["A", "B", "C"].map((value) => ({
      header: { type: "IMAGE", mediaUrl: file("oferta.png") },
      ...placeholders(value),
      buttons: [url, { type: "QUICK_REPLY", parameter: value }],
    }));
    const one = await shown(
      await phone.sendTemplate("novidades_carrossel", { ...placeholders("Ana"), carousel: { cards } }),
    );
    expect(await one.getByRole("region").count()).toBe(3);
    await one.getByRole("button", { name: "Tenho interesse" }).last().click();
    expect(await phone.inbound()).toMatchObject({ type: "BUTTON", text: "Tenho interesse", payload: "C" });
  });

  test("limited-time offer: counts down, its code is copied", async () => {
    const expirationTime = new Date(Date.now() + 61_000).toISOString();
    const one = await shown(
      await phone.sendTemplate("oferta_relampago_tempo", {
        ...placeholders("Ana", "20%"),
        header: { type: "IMAGE", mediaUrl: file("oferta.png") },
        limitedTimeOffer: { expirationTime },
        buttons: [{ type: "COPY_CODE", parameter: "AURORA20" }, url],
      }),
    );
    const first = await one.getByRole("timer").textContent();
    await expect.poll(() => one.getByRole("timer").textContent(), { timeout: 4000 }).not.toBe(first);
    await one.getByText("Code: AURORA20").waitFor();
    await one.getByRole("button", { name: "Copiar código" }).click();
    await one.getByText("Copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("AURORA20");
  });

  test("an offer that is over cannot be used", async () => {
    const one = await shown(
      await phone.sendTemplate("oferta_relampago_tempo", {
        ...placeholders("Ana", "20%"),
        header: { type: "IMAGE", mediaUrl: file("oferta.png") },
        limitedTimeOffer: { expirationTime: new Date(Date.now() - 1000).toISOString() },
        buttons: [{ type: "COPY_CODE", parameter: "AURORA20" }, url],
      }),
    );
    await one.getByRole("timer").getByText("Offer ended").waitFor();
    expect(await one.getByRole("button", { name: "Copiar código" }).isDisabled()).toBe(true);
  });

  test("every header", async () => {
    const where = await shown(
      await phone.sendTemplate("retirada_loja", {
        ...placeholders("Ana", "sábado"),
        header: { type: "LOCATION", latitude: -8, longitude: -34 },
        buttons: [{ type: "QUICK_REPLY", parameter: "vou" }],
      }),
    );
    expect(await where.locator("svg.map").count()).toBe(1);
    const video = { type: "VIDEO", mediaUrl: file("v.mp4") };
    await (await shown(await phone.sendTemplate("video_colecao", { ...placeholders("Ana"), header: video })))
      .getByRole("button", { name: "Play video" })
      .waitFor();
    const gif = { type: "GIF", mediaUrl: file("animacao.mp4") };
    await (await shown(await phone.sendTemplate("animacao_promo", { ...placeholders("Ana"), header: gif })))
      .getByText("GIF")
      .waitFor();
    const document = { type: "DOCUMENT", mediaUrl: file("n.pdf"), filename: "nota.pdf" };
    await (
      await shown(await phone.sendTemplate("nota_fiscal", { ...placeholders("Ana", "#1"), header: document }))
    )
      .getByText("nota.pdf")
      .waitFor();
  });

  test("catalogue, several products, the code of an authentication template", async () => {
    const catalog = await shown(
      await phone.sendTemplate("catalogo_loja", {
        ...placeholders("Ana"),
        buttons: [{ type: "CATALOG", thumbnailProductRetailerId: "bolsa" }],
      }),
    );
    await catalog.getByRole("button", { name: "Ver catálogo" }).click();
    expect(await page.getByRole("dialog").getByRole("listitem").count()).toBe(10);
    await page.keyboard.press("Escape");
    const sections = [{ title: "Hoje", productRetailerIds: ["tenis", "mochila"] }];
    const several = await shown(
      await phone.sendTemplate("selecao_produtos", {
        header: { type: "TEXT", placeholder: "Ana" },
        buttons: [{ type: "MULTI_PRODUCT", thumbnailProductRetailerId: "tenis", sections }],
      }),
    );
    await several.getByText("2 items").waitFor();
    const code = await shown(
      await phone.sendTemplate("codigo_acesso", {
        ...placeholders("482913"),
        buttons: [{ type: "URL", parameter: "482913" }],
      }),
    );
    await code.getByRole("button", { name: "Copiar código" }).click();
    await code.getByText("Copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("482913");
  });
});

describe("lists and walls", () => {
  test("ten thousand phones: only those in sight are drawn; the last can be reached and found", async () => {
    const { state } = phone.kit.sandbox;
    for (let i = 0; i < 10_000; i++) {
      const number = String(5521900000000 + i);
      state.phones.set(number, {
        number,
        name: `Pessoa ${i}`,
        attended: false,
        blocked: false,
        conversations: [],
      });
    }
    const list = await phone.open({}, "/phones");
    await list.getByText("10,001").waitFor();
    const rows = list.getByRole("complementary", { name: "Phones" }).getByRole("link", { name: /\+55/ });
    expect(await rows.count()).toBeLessThan(100);
    await list.locator(".phone-rows").evaluate((place) => {
      place.scrollTop = place.scrollHeight;
    });
    await list.getByText("Pessoa 9999", { exact: true }).waitFor();
    expect(await rows.count()).toBeLessThan(100);
    await list.getByLabel("Search phones").fill("pessoa 4321");
    await list.getByText("Pessoa 4321", { exact: true }).click();
    await list.getByText("No conversation yet.").waitFor();
    await list.getByRole("button", { name: "Add a phone" }).click();
    await list.getByLabel("Phone number").fill("+351 912 000 111");
    await list.getByLabel("Name", { exact: true }).fill("Inês");
    await list.getByRole("button", { name: "Add", exact: true }).click();
    await list.getByRole("region", { name: /351 912 000/ }).waitFor();
    await list.context().close();
  });

  test("a wall counts what arrives, filters, pauses and opens a phone", async () => {
    const wall = await phone.open({}, "/phones/wall");
    const figure = async (name: string) =>
      Number((await wall.locator(`[data-figure="${name}"]`).textContent())?.replace(/\D/g, ""));
    const before = await figure("received");
    const messages = Array.from({ length: 60 }, (_, i) => ({
      from: phone.kit.sender,
      to: String(5531900000000 + i),
      messageId: `wall-${i}`,
      content: {
        templateName: "boas_vindas",
        language: "en",
        templateData: { ...placeholdersOf("Ana", "Rio") },
      },
    }));
    await phone.kit.api("POST", "/whatsapp/1/message/template", { messages });
    for (const { messageId } of messages)
      await phone.kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" });
    await phone.kit.control("POST", "/control/messages/wall-59/receipt", { event: "seen" });
    await phone.kit.control("POST", "/control/phones/5531900000058/messages", {
      sender: phone.kit.sender,
      text: "Quero",
    });
    expect(await phone.inbound()).toMatchObject({ text: "Quero" });
    await expect.poll(() => figure("received")).toBe(before + 60);
    await wall.getByLabel("Template").selectOption("boas_vindas");
    await expect.poll(() => figure("received")).toBe(60);
    await expect
      .poll(() => Promise.all(["deliveredCount", "readCount", "replied"].map(figure)))
      .toEqual([60, 1, 1]);
    const tile = wall.locator('[data-number="5531900000058"]');
    await tile.getByText("Replied").waitFor();
    await wall.getByRole("button", { name: "Pause" }).click();
    await phone.kit.control("POST", "/control/messages/wall-1/receipt", { event: "seen" });
    await wall.waitForTimeout(1200);
    expect(await figure("readCount")).toBe(1);
    await wall.getByRole("button", { name: "Resume" }).click();
    await expect.poll(() => figure("readCount")).toBe(2);
    await tile.click();
    await wall.getByRole("log", { name: "Messages" }).getByText("Quero").waitFor();
    expect(new URL(wall.url()).pathname).toBe("/phones/5531900000058");
    await wall.context().close();
  });
});

const placeholdersOf = (...values: string[]) => ({ body: { placeholders: values } });

test("new messages are told to a screen reader, and the chat works by keyboard", async () => {
  const log = page.getByRole("log", { name: "Messages" });
  expect(await log.count()).toBe(1);
  const id = await phone.send("text", { text: "Teclado" });
  await shown(id);
  await page.getByRole("textbox", { name: "Message" }).focus();
  await page.keyboard.type("Sem mouse");
  await page.keyboard.press("Enter");
  expect(await phone.inbound()).toMatchObject({ type: "TEXT", text: "Sem mouse" });
  expect(await page.title()).toContain(PHONE);
});
