/** GET …/contacts/:id/subscription-history: who changed a contact's consent, when and how, with the proof. */
import Type from "typebox";
import { getContact, subscriptionHistory } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { notFound } from "../lib/errors.ts";
import type { ApiServer } from "./http-server.ts";
import { plain } from "./message-schemas.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, Page, Time, WorkspaceIdParams } from "./schemas.ts";

const Entry = named(
  "SubscriptionHistoryEntry",
  Type.Object({
    id: Id,
    subscriptionGroupId: Id,
    displayName: Type.String(),
    phone: Type.String({ description: "of our number, E.164" }),
    state: Type.String({ description: "subscribed or unsubscribed" }),
    source: Type.String({
      description:
        "api, import, profile, inbound, opt_in_link, opt_in_form, journey, provider, merge or seed",
    }),
    actor: Nullable(Type.String({ description: "a person's id or api-key:<id>" })),
    actorName: Nullable(Type.String()),
    detail: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
      {
        description:
          "word; linkId, linkName; formId, formName, consentVersion, consentText, consentLanguage, page, requestedAt; messageId; importId",
      },
    ),
    at: Time,
  }),
);

const HistoryQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Id),
  subscriptionGroupId: Type.Optional(Id),
});

export function subscriptionHistoryRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/api/v1/workspaces/:workspace/contacts/:id/subscription-history",
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, querystring: HistoryQuery, response: { 200: Page(Entry) } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const contact = await getContact(ctx.db, id, request.params.id);
      if (!contact) throw notFound("contact");
      const { limit = 50, ...rest } = request.query;
      const entries = await subscriptionHistory(ctx.db, id, contact.id, { limit: limit + 1, ...rest });
      const items = entries.slice(0, limit);
      return {
        items: items.map((entry) => ({ ...entry, detail: plain(entry.detail), at: entry.at.toISOString() })),
        nextCursor: entries.length > limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  );
}
