/**
 * What visitors reach without an account: opt-in forms, their script for other sites, and the counting addresses of links. A form
 * may be shown in frames of its own list of sites only; sending it takes the page itself or one of those sites. The answer is the
 * same whoever the number belongs to.
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { renderSVG } from "uqr";
import {
  type Asked,
  addressesOf,
  countOptIn,
  type FormLanguage,
  formAddress,
  formByToken,
  formLanguages,
  linkByToken,
  type OptInForm,
  pretendToAsk,
  readAnswers,
  requestOptIn,
  textsOf,
} from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import { AppError } from "../lib/errors.ts";
import { workspaceSettings } from "../workspaces/workspaces.ts";
import type { ApiServer } from "./http-server.ts";
import { closedPage, embedScript, formPage } from "./opt-in-page/page.ts";
import { type Admit, createVisitorLimits } from "./opt-in-page/visitor-limits.ts";

const TokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 80 }) });
const Query = Type.Object({
  page: Type.Optional(Type.String({ maxLength: 2000 })),
  lang: Type.Optional(Type.String({ maxLength: 20 })),
});

const Submission = Type.Object({
  answers: Type.Record(Type.String({ maxLength: 300 }), Type.String({ maxLength: 300 }), {
    maxProperties: 20,
  }),
  consent: Type.Literal(true, { description: "the box was ticked" }),
  consentVersion: Type.Integer(),
  language: Type.String({ maxLength: 20 }),
  page: Type.Optional(Type.String({ maxLength: 2000 })),
  website: Type.Optional(Type.String({ maxLength: 500, description: "for people: stays empty" })),
});

const submitLimit = { name: "submit", times: 12, seconds: 600 };
const viewLimit = { name: "view", times: 60, seconds: 600 };
const scanLimit = { name: "scan", times: 30, seconds: 600 };

const asset = (name: string) => readFileSync(path.join(import.meta.dirname, "opt-in-page", name), "utf8");

export function optInPublicRoutes(server: ApiServer, ctx: Context): void {
  const admit = createVisitorLimits(ctx.clock);
  assetRoutes(server);
  scanRoute(server, ctx, admit);
  pageRoute(server, ctx, admit);
  submitRoutes(server, ctx, admit);
}

const open = { config: { public: true }, schema: { hide: true } } as const;

function assetRoutes(server: ApiServer): void {
  for (const [name, type] of [
    ["form.js", "text/javascript"],
    ["form.css", "text/css"],
  ] as const) {
    const content = asset(name);
    server.get(`/opt-in/assets/${name}`, open, (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header("cache-control", "public, max-age=300").send(content),
    );
  }
}

function scanRoute(server: ApiServer, ctx: Context, admit: Admit): void {
  server.get(
    "/opt-in/go/:token",
    { ...open, schema: { hide: true, params: TokenParams }, exposeHeadRoute: false },
    async (request, reply) => {
      const link = await linkByToken(ctx.db, request.params.token);
      if (!link || link.archivedAt) return closed(request, reply, link ? 410 : 404);
      const now = ctx.clock.now();
      if (admit(scanLimit, request.ip, link.id))
        await countOptIn(ctx.db, link.workspaceId, link.id, { seen: 1 }, now);
      return reply
        .header("cache-control", "no-store")
        .redirect(addressesOf(link, ctx.config.publicUrl).whatsApp, 302);
    },
  );
}

function pageRoute(server: ApiServer, ctx: Context, admit: Admit): void {
  server.get(
    "/opt-in/:token",
    { ...open, schema: { hide: true, params: TokenParams, querystring: Query }, exposeHeadRoute: false },
    async (request, reply) => {
      const { token } = request.params;
      const script = token.endsWith(".js");
      const form = await formByToken(ctx.db, script ? token.slice(0, -3) : token);
      if (!form) return closed(request, reply, 404);
      const address = formAddress(ctx.config.publicUrl, form.token);
      if (script)
        return reply
          .type("text/javascript; charset=utf-8")
          .header("cache-control", "public, max-age=300")
          .header("cross-origin-resource-policy", "cross-origin")
          .send(embedScript(address));
      if (admit(viewLimit, request.ip, form.id))
        await countOptIn(ctx.db, form.workspaceId, form.id, { seen: 1 }, ctx.clock.now());
      const nonce = randomBytes(16).toString("base64");
      const language = languageOf(form, request, request.query.lang);
      return reply
        .type("text/html; charset=utf-8")
        .header("cache-control", "no-store")
        .header("content-security-policy", pagePolicy(nonce, form.settings.origins))
        .send(
          formPage(form, {
            language,
            nonce,
            action: `/opt-in/${form.token}`,
            page: pageOf(ctx, form, request.query.page) ?? "",
          }),
        );
    },
  );
}

function submitRoutes(server: ApiServer, ctx: Context, admit: Admit): void {
  server.options(
    "/opt-in/:token",
    { ...open, schema: { hide: true, params: TokenParams } },
    async (request, reply) => {
      const form = await formByToken(ctx.db, request.params.token);
      if (form) allowOrigin(request, reply, form);
      return reply
        .header("access-control-allow-methods", "POST")
        .header("access-control-allow-headers", "content-type")
        .status(204)
        .send();
    },
  );

  server.post(
    "/opt-in/:token",
    {
      ...open,
      bodyLimit: 16 * 1024,
      schema: { hide: true, params: TokenParams, body: Submission },
    },
    async (request, reply) => {
      if (!admit(submitLimit, request.ip, ""))
        throw new AppError("too_often", "Sent too often from here. Try again in a few minutes.", {
          status: 429,
        });
      const form = await formByToken(ctx.db, request.params.token);
      if (!form) throw new AppError("form_closed", "This form is no longer in use.", { status: 404 });
      requireOrigin(ctx, request, form);
      allowOrigin(request, reply, form);
      const asked = await ask(ctx, form, request.body);
      return reply.header("cache-control", "no-store").send(withQr(asked));
    },
  );
}

interface Sent {
  readonly answers: Readonly<Record<string, string>>;
  readonly consentVersion: number;
  readonly language: string;
  readonly page?: string;
  readonly website?: string;
}

async function ask(ctx: Context, form: OptInForm, sent: Sent): Promise<Asked> {
  if (sent.consentVersion !== form.consentVersion)
    throw new AppError("form_changed", "The text to agree to has changed. Load the form again.", {
      status: 409,
    });
  const language = Object.hasOwn(form.settings.texts, sent.language)
    ? sent.language
    : form.settings.defaultLanguage;
  const { defaultCountry } = await workspaceSettings(ctx.db, form.workspaceId);
  const answers = readAnswers(form.settings, sent.answers, defaultCountry);
  if (answers.wrong.length > 0)
    throw new AppError("wrong_fields", "Some fields are missing or not valid; see details.", {
      details: answers.wrong.map((key) => ({
        path: key,
        code: "value_invalid",
        message: "Check this field.",
      })),
    });
  // Only machines fill in what people do not see; they learn nothing from the answer.
  if (sent.website) return pretendToAsk(form, language);
  const consent = {
    version: form.consentVersion,
    text: textsOf(form, language)?.consent ?? "",
    language,
    page: pageOf(ctx, form, sent.page),
  };
  return requestOptIn(ctx.db, { form, answers, consent, at: ctx.clock.now() });
}

function withQr(asked: Asked) {
  if (asked.next !== "open_whatsapp") return asked;
  const svg = renderSVG(asked.url, { border: 1, ecc: "M" });
  return { ...asked, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}` };
}

function closed(request: FastifyRequest, reply: FastifyReply, status: number) {
  return reply
    .status(status)
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header("content-security-policy", pagePolicy("", []))
    .send(closedPage(acceptedLanguage(request, formLanguages) ?? "en"));
}

function pagePolicy(nonce: string, origins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ""}`,
    "img-src data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${origins.length > 0 ? origins.join(" ") : "'none'"}`,
  ].join("; ");
}

function ownOrigins(ctx: Context, request: FastifyRequest): string[] {
  return [new URL(ctx.config.publicUrl).origin, `${request.protocol}://${request.host}`];
}

/** Browsers always say where a POST comes from; what does not say it is no visitor. */
function requireOrigin(ctx: Context, request: FastifyRequest, form: OptInForm): void {
  const { origin } = request.headers;
  if (origin !== undefined && [...ownOrigins(ctx, request), ...form.settings.origins].includes(origin))
    return;
  throw new AppError("forbidden", "This form is not meant to be sent from this site.", { status: 403 });
}

function allowOrigin(request: FastifyRequest, reply: FastifyReply, form: OptInForm): void {
  const { origin } = request.headers;
  reply.header("vary", "origin");
  if (origin !== undefined && form.settings.origins.includes(origin))
    reply.header("access-control-allow-origin", origin);
}

/** Where the form stood, as the page tells it: kept only where the form is meant to stand, without its query. */
function pageOf(ctx: Context, form: OptInForm, told: string | undefined): string | null {
  const url = told ? URL.parse(told) : null;
  const known = [...form.settings.origins, new URL(ctx.config.publicUrl).origin];
  if (!url) return null;
  return known.includes(url.origin) ? `${url.origin}${url.pathname}`.slice(0, 500) : null;
}

function languageOf(form: OptInForm, request: FastifyRequest, wanted: string | undefined): FormLanguage {
  const offered = formLanguages.filter((one) => form.settings.texts[one]);
  const asked = wanted?.slice(0, 2).toLowerCase();
  return (
    offered.find((one) => one === asked) ??
    acceptedLanguage(request, offered) ??
    form.settings.defaultLanguage
  );
}

function acceptedLanguage(
  request: FastifyRequest,
  offered: readonly FormLanguage[],
): FormLanguage | undefined {
  const accepted = (request.headers["accept-language"] ?? "")
    .split(",")
    .map((one) => one.trim().slice(0, 2).toLowerCase());
  return accepted.map((one) => offered.find((known) => known === one)).find((one) => one !== undefined);
}
