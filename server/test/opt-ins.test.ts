/** Opt-in tools over the real road: messages by webhook, forms over HTTP, answers through the sandbox. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { FormSettings } from "../src/inbound/inbound.ts";
import { expireRequests } from "../src/inbound/opt-ins/expiry.job.ts";
import { saveSyncedTemplates } from "../src/templates/templates.ts";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, type Road } from "./road.ts";

const sandbox = await aSandbox();
const { app, ctx, clock } = await createTestApp(allowing(sandbox));
const site = "https://shop.example";
let people = 0;

interface Place extends Road {
  readonly cookie: string;
}

/** One person of every workspace: signing in again and again is limited. */
const person = await aSession(app, (await aWorkspace(ctx)).id);

async function aPlace(): Promise<Place> {
  const road = await aRoad(ctx, sandbox);
  await addMember(ctx.db, road.workspaceId, person.personId, "owner");
  return { ...road, cookie: person.cookie };
}

async function api<T>(place: Place, method: "GET" | "POST" | "PUT" | "PATCH", path: string, body?: object) {
  const response = await app.server.inject({
    method,
    url: `/api/v1/workspaces/${place.workspaceId}${path}`,
    headers: { cookie: place.cookie },
    ...(body ? { payload: body } : {}),
  });
  if (response.statusCode >= 300)
    throw new Error(`${method} ${path}: ${response.statusCode} ${response.body}`);
  return response.json() as T;
}

const newPhone = () => `+5511987${String(650000 + ++people)}`;

/** What the person writes or taps, as Infobip reports it. */
async function write(place: Road, from: string, text: string, message: object = { type: "TEXT", text }) {
  const response = await app.server.inject({
    method: "POST",
    url: `/webhooks/infobip/${place.webhookToken}`,
    headers: { "content-type": "application/json", "x-ponte-secret": "webhook-secret" },
    payload: {
      results: [
        {
          from: from.slice(1),
          to: place.phone.slice(1),
          integrationType: "WHATSAPP",
          receivedAt: ctx.clock.now().toISOString().replace("Z", "+0000"),
          messageId: `wamid.${Math.random()}`,
          message,
          contact: { name: "Marina", phoneNumber: from.slice(1) },
        },
      ],
    },
  });
  expect(response.statusCode).toBe(200);
  await app.processAll();
}

interface Known {
  readonly id: string;
  readonly state: string | null;
  readonly source: string | null;
  readonly attributes: Record<string, unknown>;
  readonly firstName: string | null;
  readonly email: string | null;
}

async function known(place: Road, phone: string): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select c.id, u.state, u.source, c.attributes, c.first_name, c.email from contacts c
    left join subscription_states u on u.workspace_id = c.workspace_id and u.bucket = c.bucket and u.contact_id = c.id
      and u.subscription_group_id = ${place.subscriptionGroupId}
    where c.workspace_id = ${place.workspaceId} and c.phone = ${phone} order by c.id`.execute(ctx.db);
  return rows;
}

/** Texts that were sent to the phone, oldest first. */
async function told(place: Road, phone: string): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select rendered->>'body' as body from sends where workspace_id = ${place.workspaceId} and recipient = ${phone}
      and state in ('accepted', 'delivered', 'read') order by id`.execute(ctx.db);
  return rows.map((row) => row.body);
}

interface Link {
  readonly id: string;
  readonly prefilledText: string;
  readonly url: string;
  readonly whatsAppUrl: string;
  readonly counts: { seen: number; asked: number; subscribed: number; days: object[] };
}

const poster = {
  name: "Poster",
  text: "Quero receber as novidades da Aurora ✨",
  attribute: { name: "opt_in_place", value: "paulista" },
  note: "Shop window",
  thankYou: "Obrigada! {{${first_name} | default: 'Você'}} está na lista.",
  countScans: true,
};

const link = (place: Place, change: object = {}) =>
  api<Link>(place, "POST", "/opt-in-links", {
    ...poster,
    subscriptionGroupId: place.subscriptionGroupId,
    ...change,
  });

const texts = {
  title: "Novidades da Aurora",
  intro: "",
  consent: "Concordo em receber novidades da Loja Aurora no WhatsApp.",
  message: "Quero confirmar minha inscrição",
  done: "",
  thankYou: "Inscrição confirmada.",
};

const settings: FormSettings = {
  texts: { pt: texts, en: { ...texts, consent: "I agree to get news of Loja Aurora on WhatsApp." } },
  defaultLanguage: "pt",
  fields: [
    { kind: "phone", required: true },
    { kind: "firstName", required: false },
    { kind: "email", required: false },
    { kind: "attribute", attribute: "size", label: { pt: "Tamanho" }, required: false },
  ],
  accent: "#0f766e",
  theme: "auto",
  origins: [site],
  redirectUrl: "",
  templateId: null,
  variables: {},
  yesButton: null,
  templatesPerDay: 3,
  expiryDays: 3,
};

interface Form {
  readonly id: string;
  readonly url: string;
  readonly consentVersion: number;
  readonly counts: { seen: number; asked: number; subscribed: number };
}

const form = (place: Place, change: Partial<FormSettings> = {}, way = "person_writes") =>
  api<Form>(place, "POST", "/opt-in-forms", {
    name: "Footer",
    subscriptionGroupId: place.subscriptionGroupId,
    way,
    settings: { ...settings, ...change },
  });

let visitors = 0;

/** Fills the form in, each time from another address on the network unless one is given. */
async function fill(
  shown: Form,
  answers: Record<string, string>,
  change: { origin?: string; address?: string; body?: object } = {},
) {
  return app.server.inject({
    method: "POST",
    url: new URL(shown.url).pathname,
    remoteAddress: change.address ?? `10.1.${++visitors >> 8}.${visitors & 255}`,
    headers: { origin: change.origin ?? site },
    payload: {
      answers,
      consent: true,
      consentVersion: shown.consentVersion,
      language: "pt",
      page: `${site}/footer?utm_source=x`,
      ...change.body,
    },
  });
}

const textIn = (url: string) => new URL(url).searchParams.get("text") ?? "";

describe("a link", () => {
  it("subscribes whoever sends its text, marks and thanks them once, and counts", async () => {
    const place = await aPlace();
    const made = await link(place);
    const phone = newPhone();
    const scan = await app.server.inject({ method: "GET", url: new URL(made.url).pathname });
    expect(scan.statusCode).toBe(302);
    expect(scan.headers.location).toBe(made.whatsAppUrl);
    expect(textIn(made.whatsAppUrl)).toBe(made.prefilledText);
    await write(place, phone, made.prefilledText);
    await write(place, phone, made.prefilledText);
    expect(await known(place, phone)).toMatchObject([
      { state: "subscribed", source: "opt_in_link", attributes: { opt_in_place: "paulista" } },
    ]);
    expect(await told(place, phone)).toEqual(["Obrigada! Você está na lista."]);
    const { counts } = await api<Link>(place, "GET", `/opt-in-links/${made.id}`);
    expect(counts).toMatchObject({ seen: 1, asked: 2, subscribed: 1, days: [{ asked: 2 }] });
    const [contact] = await known(place, phone);
    const history = await api<{ items: object[] }>(
      place,
      "GET",
      `/contacts/${contact?.id}/subscription-history`,
    );
    expect(history.items).toMatchObject([
      { source: "opt_in_link", detail: { linkId: made.id, linkName: "Poster", note: "Shop window" } },
    ]);
    await write(place, phone, "PARAR");
    expect(await known(place, phone)).toMatchObject([{ state: "unsubscribed", source: "inbound" }]);
  });

  it.each([
    ["as it is, without its code", (text: string) => text.replace(/ \[.*/, ""), "subscribed"],
    [
      "in capitals, without accents and brackets",
      (text: string) => text.replace(/[[\]]/g, "").toUpperCase(),
      "subscribed",
    ],
    ["with a greeting before and words behind", (text: string) => `Oi! ${text} obrigada`, "subscribed"],
    ["as the code alone", (text: string) => /\[.*\]/.exec(text)?.[0] ?? "", "subscribed"],
    ["with a no in it", (text: string) => `não ${text}`, null],
    ["with only some of its words", () => "quero receber", "subscribed by the word"],
    ["another sentence", () => "quero receber a segunda via da nota", null],
    ["another code", (text: string) => text.replace(/\[.*/, "[ZZZ99]").replace("Quero", "Queria"), null],
  ])("%s", async (_label, change, outcome) => {
    const place = await aPlace();
    const made = await link(place, { thankYou: "" });
    const phone = newPhone();
    await write(place, phone, change(made.prefilledText));
    const [contact] = await known(place, phone);
    expect(contact?.state ?? null).toBe(outcome?.split(" ")[0] ?? null);
    if (outcome) expect(contact?.source).toBe(outcome === "subscribed" ? "opt_in_link" : "inbound");
  });

  it("that is archived subscribes nobody, and its address says that it is out of use", async () => {
    const place = await aPlace();
    const made = await link(place);
    await api(place, "POST", `/opt-in-links/${made.id}/archive`);
    const phone = newPhone();
    await write(place, phone, made.prefilledText);
    expect(await known(place, phone)).toMatchObject([{ state: null }]);
    expect(await told(place, phone)).toEqual([]);
    const scan = await app.server.inject({
      method: "GET",
      url: new URL(made.url).pathname,
      headers: { "accept-language": "pt-BR,pt;q=0.9" },
    });
    expect(scan.statusCode).toBe(410);
    expect(scan.body).toContain("Fora de uso");
    await api(place, "POST", `/opt-in-links/${made.id}/restore`);
    await write(place, phone, made.prefilledText);
    expect(await known(place, phone)).toMatchObject([{ state: "subscribed" }]);
  });

  it("counts for its own number only", async () => {
    const [place, other] = [await aPlace(), await aPlace()];
    const made = await link(place);
    const phone = newPhone();
    await write(other, phone, made.prefilledText);
    expect(await known(other, phone)).toMatchObject([{ state: null }]);
  });
});

describe("a form where the person writes", () => {
  it("subscribes by its code from that number, with proof; nothing is kept before", async () => {
    const place = await aPlace();
    const shown = await form(place);
    const phone = newPhone();
    const answer = await fill(shown, {
      phone,
      firstName: "Bia",
      email: "bia@example.com",
      "attribute:size": "M",
      spy: "x",
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["access-control-allow-origin"]).toBe(site);
    const { url, next, qr } = answer.json<{ url: string; next: string; qr: string }>();
    expect(next).toBe("open_whatsapp");
    expect(qr).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(url.startsWith(`https://wa.me/${place.phone.slice(1)}?text=`)).toBe(true);
    expect(await known(place, phone)).toEqual([]);
    // Somebody else who saw the code.
    const thief = newPhone();
    await write(place, thief, textIn(url));
    expect(await known(place, thief)).toMatchObject([{ state: null, firstName: null }]);
    await write(place, phone, textIn(url));
    expect(await known(place, phone)).toMatchObject([
      {
        state: "subscribed",
        source: "opt_in_form",
        firstName: "Bia",
        email: "bia@example.com",
        attributes: { size: "M" },
      },
    ]);
    expect(await told(place, phone)).toEqual(["Inscrição confirmada."]);
    const [contact] = await known(place, phone);
    const { items } = await api<{ items: { detail: object }[] }>(
      place,
      "GET",
      `/contacts/${contact?.id}/subscription-history`,
    );
    expect(items).toMatchObject([
      {
        source: "opt_in_form",
        detail: {
          formId: shown.id,
          formName: "Footer",
          consentVersion: 1,
          consentText: texts.consent,
          consentLanguage: "pt",
          page: `${site}/footer`,
          requestedAt: expect.any(String),
          messageId: expect.stringContaining("wamid."),
        },
      },
    ]);
    // The code is used up.
    await write(place, phone, "PARAR");
    await write(place, phone, textIn(url));
    expect(await known(place, phone)).toMatchObject([{ state: "unsubscribed" }]);
    const { rows } =
      await sql`select answers, state from opt_in_requests where form_id = ${shown.id}`.execute(ctx.db);
    expect(rows).toEqual([{ answers: {}, state: "confirmed" }]);
  });

  it("changes nothing that is known of somebody, and tells nothing about them", async () => {
    const place = await aPlace();
    const shown = await form(place);
    const phone = newPhone();
    const first = await fill(shown, { phone, firstName: "Bia" });
    await write(place, phone, textIn(first.json<{ url: string }>().url));
    const again = await fill(shown, { phone, firstName: "Zé", email: "ze@example.com" });
    const stranger = await fill(shown, { phone: newPhone(), firstName: "Zé" });
    const shape = (body: string) => body.replace(/%5B.*?"/, '"').replace(/"qr":"[^"]*"/, "");
    expect(shape(again.body)).toBe(shape(stranger.body));
    await write(place, phone, textIn(again.json<{ url: string }>().url));
    expect(await known(place, phone)).toMatchObject([{ firstName: "Bia", email: "ze@example.com" }]);
  });

  it("expires, and what was written goes", async () => {
    const place = await aPlace();
    const shown = await form(place);
    const phone = newPhone();
    const answer = await fill(shown, { phone, firstName: "Bia" });
    clock.advance(3 * 24 * 3_600_000 + 1000);
    await write(place, phone, textIn(answer.json<{ url: string }>().url));
    expect(await known(place, phone)).toMatchObject([{ state: null, firstName: null }]);
    await expireRequests(ctx);
    const { rows } = await sql`select from opt_in_requests where form_id = ${shown.id}`.execute(ctx.db);
    expect(rows).toEqual([]);
  });

  it("refuses other sites, wrong fields, an outdated text, a missing tick, too many tries", async () => {
    const place = await aPlace();
    const shown = await form(place);
    const phone = newPhone();
    const evil = await fill(shown, { phone }, { origin: "https://evil.example" });
    expect(evil.statusCode).toBe(403);
    expect(evil.headers["access-control-allow-origin"]).toBeUndefined();
    expect((await fill(shown, { phone: "12" })).json()).toMatchObject({
      error: { code: "wrong_fields", details: [{ path: "phone" }] },
    });
    expect((await fill(shown, { phone }, { body: { consent: false } })).statusCode).toBe(400);
    await api(place, "PUT", `/opt-in-forms/${shown.id}`, {
      name: "Footer",
      subscriptionGroupId: place.subscriptionGroupId,
      way: "person_writes",
      settings: {
        ...settings,
        texts: { ...settings.texts, pt: { ...texts, consent: "Concordo com outra coisa agora." } },
      },
    });
    expect((await fill(shown, { phone })).json()).toMatchObject({ error: { code: "form_changed" } });
    const tries = await Promise.all(
      Array.from({ length: 14 }, () => fill(shown, { phone }, { address: "10.9.9.9" })),
    );
    expect(tries.filter((one) => one.statusCode === 429)).toHaveLength(2);
    expect((await fill({ ...shown, url: `${shown.url}x` }, { phone })).statusCode).toBe(404);
  });

  it("gives a machine that fills the hidden field a code that leads nowhere", async () => {
    const place = await aPlace();
    const shown = await form(place);
    const phone = newPhone();
    const answer = await fill(shown, { phone }, { body: { website: "https://spam.example" } });
    expect(answer.statusCode).toBe(200);
    await write(place, phone, textIn(answer.json<{ url: string }>().url));
    expect(await known(place, phone)).toMatchObject([{ state: null }]);
  });

  it("is framed by its own sites only, and shows hostile words as words", async () => {
    const place = await aPlace();
    const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
    const shown = await form(place, {
      texts: { pt: { ...texts, title: hostile, consent: `${hostile} concordo com isso`, done: hostile } },
    });
    const page = await app.server.inject({
      method: "GET",
      url: `${new URL(shown.url).pathname}?page=${encodeURIComponent(hostile)}&lang=en`,
    });
    expect(page.statusCode).toBe(200);
    expect(page.headers["content-security-policy"]).toContain(`frame-ancestors ${site}`);
    expect(page.headers["content-security-policy"]).toContain("script-src 'self'");
    expect(page.body).not.toMatch(/<img|<script>alert/);
    expect(page.body.match(/<script/g)).toHaveLength(1);
    const script = await app.server.inject({ method: "GET", url: `${new URL(shown.url).pathname}.js` });
    expect(script.headers["content-type"]).toContain("javascript");
    expect(script.body).toContain(shown.url);
    await expect(form(place, { accent: "red;}body{display:none" })).rejects.toThrow(/invalid_input/);
    await expect(form(place, { origins: ["https://*.example"] })).rejects.toThrow(/invalid_input/);
    await expect(form(place, { origins: ["https://a.example; script-src *"] })).rejects.toThrow(
      /invalid_input/,
    );
    await expect(form(place, { redirectUrl: "javascript:alert(1)" })).rejects.toThrow(/invalid_input/);
  });
});

describe("a form where we write first", () => {
  async function written(change: Partial<FormSettings> = {}) {
    const place = await aPlace();
    const { whatsappBusinessGroupId } = await ctx.db
      .selectFrom("subscriptionGroups")
      .select("whatsappBusinessGroupId")
      .where("id", "=", place.subscriptionGroupId)
      .executeTakeFirstOrThrow();
    await saveSyncedTemplates(ctx.db, whatsappBusinessGroupId, [
      {
        providerId: "1",
        name: "boas_vindas",
        language: "pt_BR",
        category: "MARKETING",
        status: "APPROVED",
        quality: "GREEN",
        structure: {
          body: { text: "Olá, {{1}}! Temos novidades em {{2}} para você." },
          buttons: [
            { type: "QUICK_REPLY", text: "Quero ver" },
            { type: "QUICK_REPLY", text: "Parar promoções" },
          ],
        },
      },
    ]);
    const { items } = await api<{ items: { id: string }[] }>(place, "GET", "/templates");
    const shown = await form(
      place,
      {
        templateId: items[0]?.id ?? "",
        variables: { "body.1": "você", "body.2": "Recife" },
        yesButton: 0,
        ...change,
      },
      "we_write",
    );
    const ask = async (phone: string) => {
      const answer = await fill(shown, { phone, firstName: "Bia" });
      expect(answer.json()).toEqual({ next: "check_whatsapp" });
      await app.processAll();
    };
    return { place, shown, ask };
  }

  async function payloadOf(place: Road, phone: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`
      select id from opt_in_requests where workspace_id = ${place.workspaceId} and phone = ${phone}`.execute(
      ctx.db,
    );
    return `opt-in:yes:${rows[0]?.id}`;
  }

  const tap = (text: string, payload: string) => ({ type: "BUTTON", text, payload });

  it("is confirmed by the yes button", async () => {
    const { place, ask, shown } = await written();
    const phone = newPhone();
    await ask(phone);
    expect(await told(place, phone)).toEqual(["Olá, você! Temos novidades em Recife para você."]);
    expect(await known(place, phone)).toMatchObject([{ state: null, firstName: null }]);
    // Asked again at once: the person is not bothered again.
    await ask(phone);
    expect(await told(place, phone)).toHaveLength(1);
    await write(place, phone, "", tap("Quero ver", await payloadOf(place, phone)));
    expect(await known(place, phone)).toMatchObject([
      { state: "subscribed", source: "opt_in_form", firstName: "Bia" },
    ]);
    expect((await api<Form>(place, "GET", `/opt-in-forms/${shown.id}`)).counts).toMatchObject({
      asked: 2,
      subscribed: 1,
    });
    // Subscribed people are not asked again.
    await ask(phone);
    expect(await told(place, phone)).toHaveLength(2);
  });

  it("is confirmed by a plain yes, and by nothing else", async () => {
    const { place, ask } = await written();
    const phone = newPhone();
    await write(place, phone, "sim");
    expect(await known(place, phone)).toMatchObject([{ state: null }]);
    await ask(phone);
    await write(place, phone, "quem é?");
    await write(place, newPhone(), "sim");
    expect(await known(place, phone)).toMatchObject([{ state: null }]);
    await write(place, phone, "Sim!");
    expect(await known(place, phone)).toMatchObject([{ state: "subscribed" }]);
  });

  it.each(["Não, obrigada", "PARAR"])("is declined by %s, and then the number is left alone", async (no) => {
    const { place, ask } = await written();
    const phone = newPhone();
    await ask(phone);
    await write(place, phone, no);
    await write(place, phone, "sim");
    expect((await known(place, phone)).map((one) => one.state)).not.toContain("subscribed");
    await ask(phone);
    expect(await told(place, phone)).toHaveLength(1);
  });

  it("keeps to its budget, whatever is filled in, also at once", async () => {
    const { place, shown } = await written({ templatesPerDay: 3 });
    const phones = Array.from({ length: 8 }, newPhone);
    await Promise.all(phones.map((phone) => fill(shown, { phone })));
    await app.processAll();
    const { rows } = await sql<{ sent: number }>`
      select count(*)::int as sent from sends where workspace_id = ${place.workspaceId}`.execute(ctx.db);
    expect(rows).toEqual([{ sent: 3 }]);
  });

  it("forgets who never answered, also the contact that was made for them", async () => {
    const { place, ask } = await written();
    const [silent, answering] = [newPhone(), newPhone()];
    await ask(silent);
    await ask(answering);
    await write(place, answering, "quem é?");
    clock.advance(3 * 24 * 3_600_000 + 1000);
    await expireRequests(ctx);
    expect(await known(place, silent)).toEqual([]);
    expect(await known(place, answering)).toHaveLength(1);
  });
});

describe("words of a workspace", () => {
  const words = {
    leaving: ["Chega!", "parar"],
    returning: ["Voltei"],
    leavingReply: "Você não recebe mais nada.",
    returningReply: "Que bom!",
  };

  it("count instead of the built-in ones, are answered once, and never for ever", async () => {
    const place = await aPlace();
    await api(place, "PUT", "/subscription-words/pt", words);
    const phone = newPhone();
    const say = async (text: string) => {
      clock.advance(1000);
      await write(place, phone, text);
    };
    await say("voltei");
    await say("sair");
    expect(await known(place, phone)).toMatchObject([{ state: "subscribed" }]);
    await say("chega");
    await say("chega");
    expect(await known(place, phone)).toMatchObject([{ state: "unsubscribed" }]);
    expect(await told(place, phone)).toEqual(["Que bom!", "Você não recebe mais nada."]);
    for (let turn = 0; turn < 4; turn++) {
      await say("voltei");
      await say("stop");
    }
    expect(await known(place, phone)).toMatchObject([{ state: "unsubscribed" }]);
    expect((await told(place, phone)).length).toBeLessThanOrEqual(4);
  });

  it("must leave a way out", async () => {
    const place = await aPlace();
    await expect(api(place, "PUT", "/subscription-words/pt", { ...words, leaving: [] })).rejects.toThrow(
      /at least one/,
    );
    await expect(
      api(place, "PUT", "/subscription-words/pt", { ...words, returning: ["PARAR"] }),
    ).rejects.toThrow(/both/);
    await expect(
      api(place, "PUT", "/subscription-words/pt", { ...words, leavingReply: "{{${first_name" }),
    ).rejects.toThrow(/invalid_input/);
    await api(place, "PUT", "/subscription-words/pt", { ...words, leaving: ["chega"] });
    const phone = newPhone();
    await write(place, phone, "PARAR");
    expect(await known(place, phone)).toMatchObject([{ state: "unsubscribed" }]);
  });
});
