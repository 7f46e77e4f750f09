/** POST /users/identify: users known by an alias, an e-mail or a phone get an external id, or become part of the one that has it. */
import Type, { type Static } from "typebox";
import { removeAlias, writeContacts } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { mergeAndRecord } from "../contact-removal.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import {
  type PartialError,
  PartialErrors,
  partial,
  Refused,
  requireNames,
  requireSome,
} from "./identity-input.ts";
import { findNamedUsers, type NamedUser, parsePrioritization } from "./prioritization.ts";
import { identityLimit } from "./rate-limits.ts";
import { aliasIdentifier, UserAlias } from "./recipients.ts";

const AliasToIdentify = Type.Object({ external_id: Type.String(), user_alias: UserAlias });
const EmailToIdentify = Type.Object({
  external_id: Type.String(),
  email: Type.String(),
  prioritization: Type.Optional(Type.Unknown()),
});
const PhoneToIdentify = Type.Object({
  external_id: Type.String(),
  phone: Type.String(),
  prioritization: Type.Optional(Type.Unknown()),
});

const IdentifyInput = Type.Object({
  aliases_to_identify: Type.Optional(Type.Array(AliasToIdentify)),
  emails_to_identify: Type.Optional(Type.Array(EmailToIdentify)),
  phone_numbers_to_identify: Type.Optional(Type.Array(PhoneToIdentify)),
  merge_behavior: Type.Optional(
    Type.Union([Type.Literal("merge"), Type.Literal("none")], {
      description:
        "none: the alias moves to the identified user, everything else stays where it is. Default merge.",
    }),
  ),
});

const IdentifyAnswer = Type.Object({
  message: Type.String(),
  aliases_processed: Type.Optional(Type.Integer()),
  emails_processed: Type.Optional(Type.Integer()),
  phone_numbers_processed: Type.Optional(Type.Integer()),
  errors: PartialErrors,
});

type ArrayName = "aliases_to_identify" | "emails_to_identify" | "phone_numbers_to_identify";
const counters: Readonly<Record<ArrayName, string>> = {
  aliases_to_identify: "aliases_processed",
  emails_to_identify: "emails_processed",
  phone_numbers_to_identify: "phone_numbers_processed",
};

interface Asked extends NamedUser {
  readonly array: ArrayName;
  readonly index: number;
  readonly externalId: string;
}

export function brazeIdentifyRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/users/identify",
    {
      config: { apiPermission: "users.identify", rateLimit: identityLimit },
      schema: { body: IdentifyInput, response: { 201: IdentifyAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const asked = askedFor(request.body);
      const merging = request.body.merge_behavior !== "none";
      const errors: PartialError[] = [];
      for (const one of asked) {
        const problem = await identify(ctx, id, one, { merging, actor: request.actor });
        if (problem) errors.push({ type: problem, input_array: one.array, index: one.index });
      }
      const counts = Object.entries(counters).flatMap(([array, counter]) => {
        const done =
          asked.filter((one) => one.array === array).length -
          errors.filter((error) => error.input_array === array).length;
        return request.body[array as ArrayName] ? [[counter, done] as const] : [];
      });
      return reply
        .status(201)
        .send({ message: "success", ...Object.fromEntries(counts), ...partial(errors) });
    },
  );
}

function askedFor(input: Static<typeof IdentifyInput>): Asked[] {
  const given = (Object.keys(counters) as ArrayName[]).filter((name) => input[name] !== undefined);
  if (given.length === 0)
    throw new AppError(
      "empty_call",
      "Bad Request: give aliases_to_identify, emails_to_identify or phone_numbers_to_identify.",
    );
  for (const name of given) requireSome(name, input[name] ?? []);
  const asked: Asked[] = [];
  for (const [index, { external_id: externalId, user_alias }] of (input.aliases_to_identify ?? []).entries())
    asked.push({
      array: "aliases_to_identify",
      index,
      externalId,
      identifier: aliasIdentifier(user_alias),
      prioritization: [],
    });
  for (const [index, { external_id: externalId, email, prioritization }] of (
    input.emails_to_identify ?? []
  ).entries())
    asked.push({
      array: "emails_to_identify",
      index,
      externalId,
      identifier: { kind: "email", value: email },
      prioritization: parsePrioritization(prioritization),
    });
  for (const [index, { external_id: externalId, phone, prioritization }] of (
    input.phone_numbers_to_identify ?? []
  ).entries())
    asked.push({
      array: "phone_numbers_to_identify",
      index,
      externalId,
      identifier: { kind: "phone", value: phone },
      prioritization: parsePrioritization(prioritization),
    });
  for (const { array, index, externalId } of asked)
    requireNames({ external_id: externalId }, `${array}[${index}]`);
  return asked;
}

/** null: done. Twice, because somebody may take the external id between look and write. */
async function identify(
  ctx: Context,
  workspaceId: string,
  asked: Asked,
  how: { readonly merging: boolean; readonly actor: string },
): Promise<string | null> {
  for (let tries = 1; ; tries++) {
    const [user, known] = await findNamedUsers(ctx.db, workspaceId, [
      asked,
      { identifier: { kind: "external_id", value: asked.externalId }, prioritization: [] },
    ]);
    if (!user)
      return "No user, or more than one, has this identifier; 'prioritization' says which of several is meant.";
    if (user.id === known?.id) return null;
    if (user.externalId !== null)
      return "This user is identified by another external_id; use /users/merge to join two users.";
    if (known) return join(ctx, workspaceId, asked, { mergeId: user.id, keepId: known.id }, how);
    const [result] = await writeContacts(
      ctx.db,
      workspaceId,
      [
        {
          identifier: { kind: "id", value: user.id },
          updateOnly: true,
          fields: { externalId: asked.externalId },
        },
      ],
      { at: ctx.clock.now() },
    );
    if (result?.id && result.problems.length === 0) return null;
    if (tries === 2)
      return result?.problems[0]?.message ?? "The user was changed by somebody else meanwhile; try again.";
  }
}

async function join(
  ctx: Context,
  workspaceId: string,
  { identifier }: Asked,
  pair: { readonly mergeId: string; readonly keepId: string },
  { merging, actor }: { readonly merging: boolean; readonly actor: string },
): Promise<string | null> {
  if (merging) {
    const { kind } = await mergeAndRecord(ctx, workspaceId, pair, actor);
    return kind === "not_found" ? "One of the users was deleted meanwhile." : null;
  }
  if (identifier.kind !== "alias") return null;
  return ctx.db.transaction().execute(async (tx) => {
    await removeAlias(tx, workspaceId, { id: pair.mergeId }, identifier);
    const [result] = await writeContacts(
      tx,
      workspaceId,
      [{ identifier: { kind: "id", value: pair.keepId }, updateOnly: true, aliases: [identifier] }],
      { at: ctx.clock.now() },
    );
    return result?.problems[0]?.message ?? null;
  });
}
