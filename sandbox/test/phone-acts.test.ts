/** Everything a person can do on a phone, done in a browser; the webhook's body is what counts. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bubble, PHONE, type PhoneKit, startPhoneKit } from "./phone-kit.ts";

let phone: PhoneKit;
let sender: string;

beforeAll(async () => {
  phone = await startPhoneKit();
  sender = phone.kit.sender;
}, 60_000);
afterAll(() => phone.close());
afterEach(async () => {
  for (const context of phone.browser.contexts()) await context.close();
});

const body = { text: "Escolha" };
const picture = () => `${phone.kit.url}/assets-media/oferta.png`;

describe("writing", () => {
  test("a text, and a quoted reply", async () => {
    const asked = await phone.send("text", { text: "Qual tamanho?" });
    const page = await phone.open();
    await page.getByRole("textbox", { name: "Message" }).fill("Tem *azul*?");
    await page.keyboard.press("Enter");
    expect(await phone.inbound()).toEqual({ type: "TEXT", text: "Tem *azul*?" });

    await bubble(page, asked).hover();
    await bubble(page, asked).getByRole("button", { name: "Reply" }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("M");
    await page.getByRole("button", { name: "Send" }).click();
    expect(await phone.inbound()).toEqual({ type: "TEXT", text: "M", context: { from: sender, id: asked } });
    await page.getByRole("button", { name: "Go to the quoted message" }).last().waitFor();
  });

  test("a reaction, and taking it back", async () => {
    const liked = await phone.send("text", { text: "Chegou!" });
    const page = await phone.open();
    await bubble(page, liked).hover();
    await bubble(page, liked).getByRole("button", { name: "React", exact: true }).click();
    await page.getByRole("button", { name: "React with ❤️" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "REACTION",
      emoji: "❤️",
      action: "ADDED",
      context: { id: liked },
    });
    await page.getByRole("button", { name: "Remove your reaction ❤️" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "REACTION",
      action: "REMOVED",
      context: { id: liked },
    });
    await expect.poll(() => bubble(page, liked).locator(".reactions").count()).toBe(0);
  });

  test.each([
    ["Photo", "IMAGE", "image/jpeg"],
    ["Video", "VIDEO", "video/mp4"],
    ["Audio", "AUDIO", "audio/ogg"],
    ["Voice message", "VOICE", "audio/ogg"],
    ["Sticker", "STICKER", "image/webp"],
  ])("a sample: %s", async (kind, type, contentType) => {
    const page = await phone.open();
    await page.getByRole("button", { name: "Attach" }).click();
    await page.getByRole("dialog").getByRole("button", { name: kind, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    const message = await phone.inbound();
    expect(message).toEqual({ type, url: expect.stringContaining(`/whatsapp/1/senders/${sender}/media/`) });
    const media = await phone.kit.api("GET", new URL(message.url).pathname);
    expect([media.status, media.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining(contentType),
    ]);
  });

  test("a file of one's own, with its name as the document's title", async () => {
    const page = await phone.open();
    await page.getByRole("button", { name: "Attach" }).click();
    await page.getByRole("button", { name: "Document", exact: true }).click();
    const file = { name: "lista de compras.txt", mimeType: "text/plain", buffer: Buffer.from("leite") };
    await page.getByLabel("A file of your own").setInputFiles(file);
    await page.getByRole("link", { name: "Open document: lista de compras.txt" }).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    const message = await phone.inbound();
    expect(message).toMatchObject({ type: "DOCUMENT", caption: "lista de compras.txt" });
    expect((await phone.kit.api("GET", new URL(message.url).pathname)).body).toBe("leite");
  });

  test("a place and a contact", async () => {
    const page = await phone.open();
    await page.getByRole("button", { name: "Attach" }).click();
    await page.getByRole("button", { name: "Location", exact: true }).click();
    await page.getByText("Marco Zero").click();
    await page.getByRole("button", { name: "Send this location" }).click();
    expect(await phone.inbound()).toEqual({
      type: "LOCATION",
      latitude: -8.06315,
      longitude: -34.87114,
      name: "Marco Zero",
      address: "Praça Rio Branco, Recife",
    });
    await page.getByRole("button", { name: "Attach" }).click();
    await page.getByRole("button", { name: "Contact", exact: true }).click();
    await page.getByLabel("Name").fill("Rita Lemos");
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    expect(await phone.inbound()).toEqual({
      type: "CONTACT",
      contacts: [
        {
          name: { firstName: "Rita", lastName: "Lemos", formattedName: "Rita Lemos" },
          phones: [{ phone: "+5511988887777", type: "CELL", waId: "5511988887777" }],
        },
      ],
    });
  });
});

describe("tapping", () => {
  test("a template's quick reply among more than three, behind all options", async () => {
    await phone.kit.api("POST", `/whatsapp/2/senders/${sender}/templates`, {
      name: "muitas_opcoes",
      language: "pt_BR",
      category: "UTILITY",
      structure: {
        body: { text: "O que você quer fazer?" },
        buttons: ["Ver pedidos", "Trocar", "Falar", "Sair"].map((text) => ({ type: "QUICK_REPLY", text })),
      },
    });
    await phone.kit.control("POST", "/control/flush");
    const id = await phone.sendTemplate("muitas_opcoes", {});
    const page = await phone.open();
    expect(await bubble(page, id).getByRole("button", { name: "Sair" }).count()).toBe(0);
    await bubble(page, id).getByRole("button", { name: "See all options" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sair" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "BUTTON",
      text: "Sair",
      payload: "Sair",
      context: { id },
    });
  });

  test("a reply button, once; a list row", async () => {
    const buttons = await phone.send("interactive/buttons", {
      body,
      action: { buttons: [{ type: "REPLY", id: "b1", title: "Sim" }] },
    });
    const rows = [{ id: "r1", title: "Azul", description: "cor do mar" }];
    const list = await phone.send("interactive/list", {
      body,
      action: { title: "Ver", sections: [{ rows }] },
    });
    const page = await phone.open();
    await bubble(page, buttons).getByRole("button", { name: "Sim" }).click();
    expect(await phone.inbound()).toMatchObject({ type: "INTERACTIVE_BUTTON_REPLY", id: "b1", title: "Sim" });
    await expect
      .poll(() => bubble(page, buttons).getByRole("button", { name: "Sim" }).isDisabled())
      .toBe(true);

    await bubble(page, list).getByRole("button", { name: "Ver" }).click();
    expect(await page.getByRole("dialog").getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    await page.getByRole("radio", { name: "Azul" }).check();
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "INTERACTIVE_LIST_REPLY",
      id: "r1",
      title: "Azul",
      description: "cor do mar",
    });
  });

  test("a card of a carousel, reached by the arrow keys", async () => {
    const cards = [1, 2, 3].map((n) => ({
      header: { type: "IMAGE", url: picture() },
      body: { text: `Cartão ${n}` },
      buttons: [{ id: `c${n}`, title: `Quero ${n}` }],
    }));
    const id = await phone.send("interactive/media-carousel", {
      body,
      action: { type: "QUICK_REPLY", cards },
    });
    const page = await phone.open({ reducedMotion: "reduce" });
    const strip = bubble(page, id).getByRole("group", { name: "3 cards" });
    await strip.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => strip.evaluate((element) => element.scrollLeft)).toBeGreaterThan(200);
    await strip.getByRole("button", { name: "Quero 3" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "INTERACTIVE_BUTTON_REPLY",
      id: "c3",
      context: { id },
    });
  });

  test("a request for a place, and one for the contact", async () => {
    const where = await phone.send("interactive/location-request", { body: { text: "Onde entregamos?" } });
    const who = await phone.send("interactive/request-contact-info", { body: { text: "Seu contato?" } });
    const page = await phone.open();
    await bubble(page, where).getByRole("button", { name: "Send location" }).click();
    await page.getByRole("button", { name: "Send this location" }).click();
    expect(await phone.inbound()).toMatchObject({ type: "LOCATION", name: "MASP", context: { id: where } });
    await bubble(page, who).getByRole("button", { name: "Share contact info" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "CONTACT",
      contacts: [{ name: { formattedName: "Marina Alves" }, phones: [{ waId: PHONE }] }],
      context: { id: who },
    });
  });

  test("an order from a cart", async () => {
    const sections = [{ title: "Roupas", productRetailerIds: ["camiseta", "bone"] }];
    const id = await phone.send("interactive/multi-product", {
      header: { type: "TEXT", text: "Para você" },
      body,
      action: { catalogId: "cat-1", sections },
    });
    const page = await phone.open();
    await bubble(page, id).getByRole("button", { name: "View items" }).click();
    await page.getByRole("button", { name: "Add Camiseta Aurora" }).click();
    await page.getByRole("button", { name: "Add Camiseta Aurora" }).click();
    await page.getByRole("button", { name: "Add Boné Trilha" }).click();
    await page.getByRole("button", { name: "View cart (3)" }).click();
    await page.getByLabel("Message with the order (optional)").fill("Para presente");
    await page.getByRole("button", { name: "Send to business" }).click();
    expect(await phone.inbound()).toEqual({
      type: "ORDER",
      catalogId: "cat-1",
      text: "Para presente",
      productItems: [
        { productRetailerId: "camiseta", quantity: 2, itemPrice: 89.9, currency: "BRL" },
        { productRetailerId: "bone", quantity: 1, itemPrice: 69.9, currency: "BRL" },
      ],
    });
  });

  test("a permission to call", async () => {
    const id = await phone.send("interactive/call-permission-request", {});
    const page = await phone.open();
    await bubble(page, id).getByRole("button", { name: "Choose preference" }).click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    expect(await phone.inbound()).toMatchObject({
      type: "INTERACTIVE_CALL_PERMISSION_REPLY",
      callPermissionReply: { response: "ACCEPT", expirationTimestamp: expect.any(Number) },
    });
  });
});

describe("towards the business", () => {
  test("report and block: quality falls, nothing arrives; unblock", async () => {
    const page = await phone.open();
    await page.getByLabel("Options").click();
    await page.getByRole("button", { name: "Report" }).click();
    await page.getByRole("button", { name: "Report and block" }).click();
    await page.getByText("You blocked").waitFor();
    const [business] = await phone.kit.control("GET", "/control/senders");
    expect(business.quality).toBe("MEDIUM");
    const id = await phone.send("text", { text: "Volte!" });
    expect(phone.kit.sandbox.state.messages.find((one) => one.id === id)).toMatchObject({
      state: "failed",
      error: 7003,
    });
    await page.getByLabel("Options").click();
    await page.getByRole("button", { name: "Unblock" }).click();
    await expect.poll(() => page.getByText("You blocked").count()).toBe(0);
  });

  test("read receipts switched off: read here, never told", async () => {
    const page = await phone.open({}, `/phones/${PHONE}`);
    await page.getByLabel("Phone settings").click();
    await page.getByRole("switch", { name: "Switch read receipts off" }).click();
    await page.getByText("Read receipts are off").waitFor();
    const id = await phone.send("text", { text: "Leu?" });
    await page
      .getByRole("region", { name: /^Phone/ })
      .getByRole("link", { name: /1 unread/ })
      .click();
    await bubble(page, id).waitFor();
    await expect
      .poll(async () => (await phone.kit.control("GET", `/control/phones/${PHONE}`)).conversations[0].unread)
      .toBe(0);
    expect(phone.kit.sandbox.state.messages.find((one) => one.id === id)?.state).toBe("delivered");
    await phone.kit.control("PATCH", `/control/phones/${PHONE}`, { readReceipts: true });
  });

  test("typing shows and ticks turn blue", async () => {
    const page = await phone.open();
    await page.getByRole("textbox", { name: "Message" }).fill("Tem alguém?");
    await page.keyboard.press("Enter");
    await phone.inbound();
    const [written] = phone.kit.sandbox.state.messages.slice(-1);
    const own = bubble(page, written?.id ?? "");
    await own.getByRole("img", { name: "Delivered" }).waitFor();
    await phone.kit.api("POST", "/whatsapp/1/events", {
      events: [{ sender, destinations: [{ to: PHONE }], content: { type: "TYPING_INDICATOR" } }],
    });
    await page.getByText("typing…").first().waitFor();
    await phone.kit.api(
      "POST",
      `/whatsapp/1/senders/${sender}/message/${encodeURIComponent(written?.id ?? "")}/read`,
    );
    await own.getByRole("img", { name: "Read" }).waitFor();
    await phone.send("text", { text: "Sim, oi!" });
    await expect.poll(() => page.getByText("typing…").count()).toBe(0);
  });

  test("deleting the chat empties this phone only", async () => {
    const page = await phone.open();
    await page.getByLabel("Options").click();
    await page.getByRole("button", { name: "Delete this chat" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete this chat" }).click();
    await page.getByText("No message yet.").waitFor();
    const witness = await phone.kit.control("GET", "/control/witness");
    expect(witness.accepted).toBeGreaterThan(5);
    const id = await phone.send("text", { text: "Depois" });
    await bubble(page, id).waitFor();
  });
});
