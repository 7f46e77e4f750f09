/** POST /users/export/ids: whole profiles of the users named. */
import Type, { type Static } from "typebox";
import { findAllContacts, type Identifier } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { JsonMembers } from "../contact-schemas.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { exportUsers } from "./exported-users.ts";
import { exportLimit } from "./rate-limits.ts";
import { aliasIdentifier, maxRecipients, UserAlias } from "./recipients.ts";

const ExportInput = Type.Object({
  external_ids: Type.Optional(Type.Array(Type.String())),
  user_aliases: Type.Optional(Type.Array(UserAlias)),
  device_id: Type.Optional(Type.String()),
  braze_id: Type.Optional(Type.String()),
  email_address: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  fields_to_export: Type.Optional(Type.Array(Type.String())),
});
type ExportInput = Static<typeof ExportInput>;

const ExportAnswer = Type.Object({
  message: Type.String(),
  users: Type.Array(JsonMembers),
  invalid_user_ids: Type.Optional(Type.Array(Type.String(), { description: "those who were not found" })),
});

export function brazeExportRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/users/export/ids",
    {
      config: { apiPermission: "users.export.ids", rateLimit: exportLimit },
      schema: { body: ExportInput, response: { 201: ExportAnswer } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const asked = askedFor(request.body);
      const identifiers = asked.map(({ identifier }) => identifier);
      const found = await findAllContacts(ctx.db, id, identifiers);
      const ids = [...new Set(found.flat().map((contact) => contact.id))];
      const invalid = asked.filter((_, index) => found[index]?.length === 0).map(({ text }) => text);
      return reply.status(201).send({
        message: "success",
        users: await exportUsers(ctx.db, id, ids, { fields: request.body.fields_to_export ?? [] }),
        ...(invalid.length > 0 ? { invalid_user_ids: invalid } : {}),
      });
    },
  );
}

/** Every identifier of the call, and how it is written in invalid_user_ids. Devices are not known here: they find nobody. */
function askedFor(input: ExportInput): { identifier: Identifier; text: string }[] {
  const { external_ids = [], user_aliases = [], device_id, braze_id, email_address, phone } = input;
  if (external_ids.length > maxRecipients || user_aliases.length > maxRecipients)
    throw new AppError("too_many_ids", `Too many ids in the request: at most ${maxRecipients} of each kind.`);
  const asked: { identifier: Identifier; text: string }[] = [
    ...external_ids.map((value) => ({ identifier: { kind: "external_id", value } as const, text: value })),
    ...user_aliases.map((alias) => ({
      identifier: aliasIdentifier(alias),
      text: `${alias.alias_label}:${alias.alias_name}`,
    })),
  ];
  if (braze_id !== undefined) asked.push({ identifier: { kind: "id", value: braze_id }, text: braze_id });
  if (email_address !== undefined)
    asked.push({ identifier: { kind: "email", value: email_address }, text: email_address });
  if (phone !== undefined) asked.push({ identifier: { kind: "phone", value: phone }, text: phone });
  if (device_id !== undefined) asked.push({ identifier: { kind: "id", value: "" }, text: device_id });
  if (asked.length === 0)
    throw new AppError(
      "no_ids",
      "Bad Request: give external_ids, user_aliases, braze_id, email_address or phone.",
    );
  return asked;
}
