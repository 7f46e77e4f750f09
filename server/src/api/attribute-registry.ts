/** The registry of attributes: what there is, how much of it is filled, where it is used; describing, blocking, emptying. */
import Type from "typebox";
import {
  type Fill,
  fillOf,
  type Sample,
  sampleContacts,
  standardColumns,
  valuesOf,
} from "../analytics/attribute-usage.ts";
import { type Reference, references } from "../analytics/registry-references.ts";
import {
  type AttributeType,
  changeAttribute,
  type RegisteredAttribute,
  registeredAttribute,
  registeredAttributes,
  removeAttributeValues,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { invalidInput, notFound } from "../lib/errors.ts";
import { standardFields } from "../segments/segments.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import {
  AttributeTypeName,
  presentReferences,
  presentRemoval,
  RegistryAttribute,
  RegistryAttributeDetail,
} from "./registry-schemas.ts";
import { Nullable, Page, PageQuery, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/data/attributes";
const NameParams = Type.Object({ ...WorkspaceParams.properties, name: Type.String({ maxLength: 255 }) });

const ListQuery = Type.Object({
  ...PageQuery.properties,
  type: Type.Optional(AttributeTypeName),
  status: Type.Optional(
    Type.Union(
      [Type.Literal("active"), Type.Literal("blocklisted"), Type.Literal("standard"), Type.Literal("unused")],
      {
        description: "active and blocklisted: custom ones; unused: custom ones that nobody has",
      },
    ),
  ),
});

const AttributeChange = Type.Object({
  description: Type.Optional(Type.String({ maxLength: 1000 })),
  blocklisted: Type.Optional(Type.Boolean()),
  type: Type.Optional(AttributeTypeName),
});

const Confirmation = Type.Object({ confirm: Type.String({ description: "the attribute's name again" }) });

/** A standard field looks like a custom attribute that cannot be changed. */
type Listed = Omit<RegisteredAttribute, "createdAt"> & {
  readonly createdAt: Date | null;
  readonly standard: boolean;
};

interface Usage {
  readonly sample: Sample;
  readonly fill: Fill;
  readonly used: ReadonlyMap<string, readonly Reference[]>;
}

export function attributeRegistryRoutes(server: ApiServer, ctx: Context): void {
  listRoute(server, ctx);
  detailRoute(server, ctx);
  changeRoutes(server, ctx);
}

function listRoute(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceParams,
        querystring: ListQuery,
        response: { 200: Type.Object({ ...Page(RegistryAttribute).properties, total: Type.Integer() }) },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { limit = 50, cursor, q = "", type, status } = request.query;
      const [custom, usage] = await Promise.all([registeredAttributes(ctx.db, id), usageOf(ctx, id)]);
      const all = [...custom.map((row) => ({ ...row, standard: false })), ...standardAttributes()];
      const matching = all
        .filter((row) => matches(row, { q, type, status }, usage))
        .map((row) => present(row, usage));
      const from = cursor ? matching.findIndex((row) => keyOf(row) === cursor) + 1 : 0;
      const items = matching.slice(from, from + limit);
      const last = items.at(-1);
      return {
        items,
        nextCursor: last && from + limit < matching.length ? keyOf(last) : null,
        total: matching.length,
      };
    },
  );
}

function detailRoute(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/:name`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: NameParams,
        querystring: Type.Object({ standard: Type.Optional(Type.Boolean()) }),
        response: { 200: RegistryAttributeDetail },
      },
    },
    async (request) =>
      detail(ctx, workspaceOf(request).id, request.params.name, request.query.standard ?? false),
  );
}

function changeRoutes(server: ApiServer, ctx: Context): void {
  server.patch(
    `${base}/:name`,
    {
      config: { permission: "contacts.write" },
      schema: { params: NameParams, body: AttributeChange, response: { 200: RegistryAttributeDetail } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { name } = request.params;
      await inTransaction(ctx.db, async (tx) => {
        await changeAttribute(tx, id, name, request.body, ctx.clock.now());
        const { blocklisted, type, description } = request.body;
        const action = blocklisted === undefined ? "changed" : blocklisted ? "blocklisted" : "allowed";
        await recordAudit(tx, id, {
          actor: request.actor,
          action: `attribute.${action}`,
          subject: name,
          details: { name, ...(type ? { type } : {}), ...(description === undefined ? {} : { description }) },
        });
      });
      return detail(ctx, id, name, false);
    },
  );

  server.post(
    `${base}/:name/remove-values`,
    {
      config: { permission: "contacts.write" },
      schema: {
        params: NameParams,
        body: Confirmation,
        response: { 202: Type.Object({ removal: Nullable(RegistryAttribute.properties.removal) }) },
      },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const { name } = request.params;
      if (request.body.confirm !== name)
        throw invalidInput("Write the name of the attribute to confirm that its values go for good.", [
          { path: "confirm", code: "confirm_name", message: `is not "${name}"` },
        ]);
      const { removal } = await inTransaction(ctx.db, async (tx) => {
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "attribute.values_removed",
          subject: name,
          details: { name },
        });
        return removeAttributeValues(tx, id, name, ctx.clock.now());
      });
      return reply.status(202).send({ removal: presentRemoval(removal) });
    },
  );
}

function standardAttributes(): Listed[] {
  return Object.entries(standardFields)
    .filter(([name]) => name in standardColumns)
    .map(([name, { type }]) => ({
      name,
      type: type as AttributeType,
      standard: true,
      description: "",
      createdAt: null,
      blocklistedAt: null,
      removal: null,
    }));
}

async function usageOf(ctx: Context, workspaceId: string): Promise<Usage> {
  const sample = await sampleContacts(ctx.db, workspaceId);
  const [fill, used] = await Promise.all([
    fillOf(ctx.db, workspaceId, sample),
    references(ctx.db, workspaceId),
  ]);
  return { sample, fill, used };
}

function keyOf(row: { readonly name: string; readonly standard: boolean }): string {
  return `${row.standard ? "standard" : "custom"}:${row.name}`;
}

function countOf(row: Listed, { fill }: Usage): number {
  return (row.standard ? fill.standard.get(standardColumns[row.name] ?? "") : fill.custom.get(row.name)) ?? 0;
}

function matches(
  row: Listed,
  { q, type, status }: { q: string; type?: string | undefined; status?: string | undefined },
  usage: Usage,
): boolean {
  const text = `${row.name} ${row.description}`.toLowerCase();
  if (q && !text.includes(q.trim().toLowerCase())) return false;
  if (type && row.type !== type) return false;
  switch (status) {
    case "standard":
      return row.standard;
    case "active":
      return !row.standard && row.blocklistedAt === null;
    case "blocklisted":
      return row.blocklistedAt !== null;
    case "unused":
      return !row.standard && countOf(row, usage) === 0;
    default:
      return true;
  }
}

function present(row: Listed, usage: Usage) {
  const { sample, used } = usage;
  const ratio = sample.contacts === 0 ? 0 : countOf(row, usage) / sample.contacts;
  return {
    name: row.name,
    type: row.type,
    standard: row.standard,
    description: row.description,
    createdAt: row.createdAt?.toISOString() ?? null,
    blocklistedAt: row.blocklistedAt?.toISOString() ?? null,
    fill: { contacts: Math.round(ratio * sample.total), ratio, exact: sample.exact },
    usedBy: used.get(keyOf(row))?.length ?? 0,
    removal: presentRemoval(row.removal),
  };
}

async function detail(ctx: Context, workspaceId: string, name: string, standard: boolean) {
  const row = standard
    ? standardAttributes().find((field) => field.name === name)
    : { ...(await registeredAttribute(ctx.db, workspaceId, name)), standard: false };
  if (!row) throw notFound("attribute");
  const usage = await usageOf(ctx, workspaceId);
  const { top, ...values } = await valuesOf(ctx.db, workspaceId, row, usage.sample);
  const having = Math.max(countOf(row, usage), 1);
  return {
    ...present(row, usage),
    values: {
      ...values,
      top: top.map(({ value, count }) => ({ value, share: Math.min(1, count / having) })),
      lookedAt: usage.sample.contacts,
    },
    references: presentReferences(usage.used.get(keyOf(row))),
  };
}
