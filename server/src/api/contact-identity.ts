/** Who a contact is: merging two, what a deletion takes away, everything kept about one person as a file, aliases. */
import { Readable } from "node:stream";
import Type from "typebox";
import { contactFootprint } from "../analytics/contact-footprint.ts";
import {
  contactExists,
  getContact,
  isStorable,
  previewMerge,
  removeAlias,
  writeContacts,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { AppError, conflict, invalidInput, notFound } from "../lib/errors.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { mergeAndRecord } from "./contact-removal.ts";
import type { ApiServer } from "./http-server.ts";
import { personalFile } from "./personal-file.ts";
import { workspaceOf } from "./policy.ts";
import { Id, List, Nullable, named, Time, WorkspaceIdParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/contacts/:id";
const text = Nullable(Type.String());
const From = Type.String({
  description: "whose value is left: kept, merged, both (objects filled key by key, lists united) or none",
});
const Footprint = named(
  "ContactFootprint",
  Type.Object({
    events: Type.Integer(),
    sends: Type.Integer({ description: "messages sent or waiting to be sent" }),
    waiting: Type.Integer({ description: "of these, still waiting; a deletion calls them off" }),
    received: Type.Integer({ description: "messages the person wrote" }),
    files: Type.Integer({ description: "files the person sent" }),
    subscriptions: Type.Integer({ description: "numbers the person is subscribed to" }),
  }),
);
const State = Type.Object({ state: Type.String(), source: Type.String(), changedAt: Time });
const AliasSchema = Type.Object({
  label: Type.String({ minLength: 1, maxLength: 255 }),
  name: Type.String({ minLength: 1, maxLength: 255 }),
});

const ContactMerge = named(
  "ContactMerge",
  Type.Object({
    merged: Type.Boolean({ description: "false: a preview, nothing was changed" }),
    contactId: Type.String({ description: "the contact that is left" }),
    fields: Type.Array(
      Type.Object({ name: Type.String(), kept: text, merged: text, from: From, value: text }),
    ),
    attributes: Type.Array(
      Type.Object({
        name: Type.String(),
        kept: Type.Unknown(),
        merged: Type.Unknown(),
        from: From,
        value: Type.Unknown(),
      }),
    ),
    subscriptions: Type.Array(
      Type.Object({
        subscriptionGroupId: Id,
        kept: Nullable(State),
        merged: Nullable(State),
        from: From,
        state: Type.String(),
      }),
    ),
    aliases: Type.Array(AliasSchema, { description: "that come along" }),
    moves: Footprint,
  }),
);

export function contactIdentityRoutes(server: ApiServer, ctx: Context): void {
  mergeRoute(server, ctx);
  leavingRoutes(server, ctx);
  aliasRoutes(server, ctx);
}

const MergeInput = Type.Object({
  intoId: Type.String({ format: "uuid", description: "the contact that is kept" }),
  preview: Type.Optional(Type.Boolean({ description: "true: say what would happen, change nothing" })),
});

function mergeRoute(server: ApiServer, ctx: Context): void {
  server.post(
    `${base}/merge`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, body: MergeInput, response: { 200: ContactMerge } },
    },
    async (request) => {
      const { id: workspaceId } = workspaceOf(request);
      const [mergeId, keepId] = [request.params.id.toLowerCase(), request.body.intoId.toLowerCase()];
      if (!(await contactExists(ctx.db, workspaceId, mergeId))) throw notFound("contact");
      if (mergeId === keepId)
        throw new AppError(
          "same_contact",
          "A contact cannot be merged into itself. Choose another contact to keep.",
        );
      const [shown, moves] = await Promise.all([
        previewMerge(ctx.db, workspaceId, { mergeId, keepId }),
        contactFootprint(ctx.db, workspaceId, mergeId),
      ]);
      if (!shown) throw notFound("contact");
      if (!request.body.preview) {
        const outcome = await mergeAndRecord(ctx, workspaceId, { mergeId, keepId }, request.actor);
        if (outcome.kind === "not_found")
          throw conflict(
            "contact_changed",
            "One of the two contacts was merged or deleted by somebody else meanwhile. Open the contacts again.",
          );
      }
      return {
        merged: !request.body.preview,
        contactId: keepId,
        fields: [...shown.fields],
        attributes: [...shown.attributes],
        subscriptions: shown.subscriptions.map((one) => ({
          ...one,
          kept: presentState(one.kept),
          merged: presentState(one.merged),
        })),
        aliases: [...shown.aliases],
        moves,
      };
    },
  );
}

function presentState(
  row: { readonly state: string; readonly source: string; readonly changedAt: Date } | null,
) {
  return row && { state: row.state, source: row.source, changedAt: row.changedAt.toISOString() };
}

function leavingRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/deletion-consequences`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: Footprint } },
    },
    async (request) => {
      const { id: workspaceId } = workspaceOf(request);
      if (!(await contactExists(ctx.db, workspaceId, request.params.id))) throw notFound("contact");
      return contactFootprint(ctx.db, workspaceId, request.params.id);
    },
  );

  server.get(
    `${base}/export`,
    { config: { permission: "contacts.export" }, schema: { params: WorkspaceIdParams } },
    async (request, reply) => {
      const { id: workspaceId } = workspaceOf(request);
      const contact = await getContact(ctx.db, workspaceId, request.params.id);
      if (!contact) throw notFound("contact");
      await recordAudit(ctx.db, workspaceId, {
        actor: request.actor,
        action: "contact.exported",
        subject: contact.id,
      });
      return reply
        .header("content-type", "application/json; charset=utf-8")
        .header("content-disposition", `attachment; filename="contact-${contact.id}.json"`)
        .header("cache-control", "private, no-store")
        .send(Readable.from(personalFile(ctx, workspaceId, contact)));
    },
  );
}

const AliasList = List(AliasSchema);

function aliasRoutes(server: ApiServer, ctx: Context): void {
  const aliasesOf = async (workspaceId: string, contactId: string) => {
    const contact = await getContact(ctx.db, workspaceId, contactId);
    if (!contact) throw notFound("contact");
    return { items: [...contact.aliases] };
  };

  server.post(
    `${base}/aliases`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, body: AliasSchema, response: { 200: AliasList } },
    },
    async (request) => {
      const { id: workspaceId } = workspaceOf(request);
      if (!(await contactExists(ctx.db, workspaceId, request.params.id))) throw notFound("contact");
      const { label, name } = request.body;
      if (!isStorable(label) || !isStorable(name))
        throw invalidInput("The alias holds characters that are no text. Type it again.", []);
      const identifier = { kind: "id", value: request.params.id } as const;
      const [result] = await writeContacts(
        ctx.db,
        workspaceId,
        [{ identifier, updateOnly: true, aliases: [{ label, name }] }],
        { at: ctx.clock.now() },
      );
      if (result && result.problems.length > 0)
        throw invalidInput("Another contact already has this alias. Merge the two if they are one person.", [
          ...result.problems.slice(0, 1),
        ]);
      if (!result?.id) throw notFound("contact");
      await recordAudit(ctx.db, workspaceId, {
        actor: request.actor,
        action: "contact.alias_added",
        subject: result.id,
      });
      return aliasesOf(workspaceId, result.id);
    },
  );

  server.delete(
    `${base}/aliases`,
    {
      config: { permission: "contacts.write" },
      schema: {
        params: WorkspaceIdParams,
        querystring: Type.Partial(AliasSchema),
        response: { 200: AliasList },
      },
    },
    async (request) => {
      const { id: workspaceId } = workspaceOf(request);
      const { id } = request.params;
      if (!(await contactExists(ctx.db, workspaceId, id))) throw notFound("contact");
      const { label = "", name = "" } = request.query;
      if (!(await removeAlias(ctx.db, workspaceId, { id }, { label, name }))) throw notFound("alias");
      await recordAudit(ctx.db, workspaceId, {
        actor: request.actor,
        action: "contact.alias_removed",
        subject: id,
      });
      return aliasesOf(workspaceId, id);
    },
  );
}
