/** Opt-in links, and the words by which people leave and return. */
import Type from "typebox";
import {
  archiveLink,
  countsOf,
  createLink,
  getLink,
  listLinks,
  listWords,
  resetWords,
  saveWords,
  updateLink,
} from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { plain } from "./message-schemas.ts";
import { LinkChange, NewLinkSchema, OptInLinkSchema, presentLink } from "./opt-in-schemas.ts";
import { workspaceOf } from "./policy.ts";
import { List, named, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/opt-in-links";
const words = "/api/v1/workspaces/:workspace/subscription-words";

export function optInRoutes(server: ApiServer, ctx: Context): void {
  linkRoutes(server, ctx);
  linkChangeRoutes(server, ctx);
  wordRoutes(server, ctx);
}

function linkRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, response: { 200: List(OptInLinkSchema) } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const links = await listLinks(ctx.db, id);
      const counts = await countsOf(
        ctx.db,
        id,
        links.map((link) => link.id),
        ctx.clock.now(),
      );
      return { items: links.map((link) => presentLink(link, ctx.config.publicUrl, counts.get(link.id))) };
    },
  );

  server.get(
    `${base}/:id`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: OptInLinkSchema } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const link = await getLink(ctx.db, id, request.params.id);
      const counts = await countsOf(ctx.db, id, [link.id], ctx.clock.now());
      return presentLink(link, ctx.config.publicUrl, counts.get(link.id));
    },
  );
}

function linkChangeRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    base,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceParams, body: NewLinkSchema, response: { 201: OptInLinkSchema } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const by = { actor: request.actor, at: ctx.clock.now() };
      const link = await inTransaction(ctx.db, async (tx) => {
        const made = await createLink(tx, id, request.body, by);
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "opt_in_link.created",
          subject: made.id,
          details: { name: made.name },
        });
        return made;
      });
      return reply.status(201).send(presentLink(link, ctx.config.publicUrl));
    },
  );

  server.patch(
    `${base}/:id`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, body: LinkChange, response: { 200: OptInLinkSchema } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const now = ctx.clock.now();
      const link = await inTransaction(ctx.db, async (tx) => {
        const changed = await updateLink(tx, id, request.params.id, request.body, now);
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "opt_in_link.changed",
          subject: changed.id,
          details: { name: changed.name },
        });
        return changed;
      });
      const counts = await countsOf(ctx.db, id, [link.id], now);
      return presentLink(link, ctx.config.publicUrl, counts.get(link.id));
    },
  );

  for (const act of ["archive", "restore"] as const)
    server.post(
      `${base}/:id/${act}`,
      {
        config: { permission: "contacts.write" },
        schema: { params: WorkspaceIdParams, response: { 200: OptInLinkSchema } },
      },
      async (request) => {
        const { id } = workspaceOf(request);
        const now = ctx.clock.now();
        const link = await inTransaction(ctx.db, async (tx) => {
          const changed = await archiveLink(tx, id, request.params.id, act === "archive" ? now : null);
          await recordAudit(tx, id, {
            actor: request.actor,
            action: `opt_in_link.${act}d`,
            subject: changed.id,
            details: { name: changed.name },
          });
          return changed;
        });
        const counts = await countsOf(ctx.db, id, [link.id], now);
        return presentLink(link, ctx.config.publicUrl, counts.get(link.id));
      },
    );
}

const WordList = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 });

const WordsInput = Type.Object({
  leaving: WordList,
  returning: WordList,
  leavingReply: Type.String({ maxLength: 1000, description: "Liquid allowed; empty: no answer" }),
  returningReply: Type.String({ maxLength: 1000 }),
});

const SubscriptionWords = named(
  "SubscriptionWords",
  Type.Object({
    ...WordsInput.properties,
    language: Type.String({ description: "ISO 639-1" }),
    changed: Type.Boolean({ description: "false: what is built in" }),
  }),
);

const LanguageParams = Type.Object({
  ...WorkspaceParams.properties,
  language: Type.String({ pattern: "^[a-z]{2}$" }),
});

function wordRoutes(server: ApiServer, ctx: Context): void {
  const listed = async (workspaceId: string) => ({
    items: (await listWords(ctx.db, workspaceId)).map((one) => plain(one)),
  });

  server.get(
    words,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, response: { 200: List(SubscriptionWords) } },
    },
    (request) => listed(workspaceOf(request).id),
  );

  server.put(
    `${words}/:language`,
    {
      config: { permission: "workspace.write" },
      schema: { params: LanguageParams, body: WordsInput, response: { 200: List(SubscriptionWords) } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { language } = request.params;
      await inTransaction(ctx.db, async (tx) => {
        await saveWords(tx, id, { language, ...request.body }, ctx.clock.now());
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "subscription_words.changed",
          subject: language,
        });
      });
      return listed(id);
    },
  );

  server.delete(
    `${words}/:language`,
    {
      config: { permission: "workspace.write" },
      schema: { params: LanguageParams, response: { 200: List(SubscriptionWords) } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { language } = request.params;
      await inTransaction(ctx.db, async (tx) => {
        await resetWords(tx, id, language);
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "subscription_words.reset",
          subject: language,
        });
      });
      return listed(id);
    },
  );
}
