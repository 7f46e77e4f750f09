import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aWorkspace } from "../../../test/factories.ts";
import { createTestApp } from "../../../test/harness.ts";
import {
  type ContactFields,
  type ContactWrite,
  canonicalPhone,
  deleteContact,
  findContacts,
  type Phone,
  writeContacts,
} from "../contacts.ts";

const { ctx } = await createTestApp();
let workspaceId = "";
beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
});

const externalIds = ["a", "b", "c", "d", "e"];
// Few numbers, in several spellings, so that writes meet.
const numbers = ["+5511988880001", "551188880001", "+5511988880002", "+5215512345678", "+525512345678"];
const phone = fc.constantFrom(...numbers).map((raw) => canonicalPhone(raw, "BR"));
const email = fc.constantFrom("x@example.com", "Y@example.com", "z@example.com");

const identifier = fc.oneof(
  fc.constantFrom(...externalIds).map((value) => ({ kind: "external_id", value }) as const),
  fc.constantFrom(...numbers).map((value) => ({ kind: "phone", value }) as const),
  email.map((value) => ({ kind: "email", value }) as const),
  fc.constantFrom("1", "2").map((name) => ({ kind: "alias", label: "crm", name }) as const),
);

const write: fc.Arbitrary<ContactWrite> = fc.record({
  identifier: fc.option(identifier, { freq: 8 }),
  fields: fc.record(
    {
      phone: fc.option(phone),
      email: fc.option(email.map((text) => text.toLowerCase())),
      externalId: fc.constantFrom(...externalIds),
      bsuid: fc.option(fc.constantFrom("BR.1", "BR.2")),
      parentBsuid: fc.option(fc.constantFrom("BR.ENT.1", "BR.ENT.2")),
      firstName: fc.constantFrom("Ana", "Rui"),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<ContactFields>,
  aliases: fc.array(fc.record({ label: fc.constant("crm"), name: fc.constantFrom("1", "2", "3") }), {
    maxLength: 1,
  }),
  updateOnly: fc.boolean(),
});

interface Row {
  readonly id: string;
  readonly externalId: string | null;
  readonly bsuid: string | null;
  readonly parentBsuid: string | null;
  readonly email: string | null;
  readonly phone: Phone | null;
  readonly phoneShared: boolean;
  readonly phoneCountry: string | null;
  readonly phoneValid: boolean | null;
}

/** The invariants the domain's main file promises, checked on all rows of the workspace. */
async function expectInvariants(): Promise<void> {
  const { rows } = await sql<Row>`
    select id, external_id, bsuid, parent_bsuid, email, phone, phone_shared, phone_country, phone_valid from contacts where workspace_id = ${workspaceId}`.execute(
    ctx.db,
  );
  const stored = await sql<{ text: string }>`
    select concat_ws(' ', contact_id, kind, value) as text from contact_identifiers
    where workspace_id = ${workspaceId} and kind <> 'alias'`.execute(ctx.db);
  const expected = rows.flatMap(({ id, externalId, bsuid, parentBsuid, email: mail, phone: number }) => [
    ...(externalId ? [`${id} external_id ${externalId}`] : []),
    ...(bsuid ? [`${id} bsuid ${bsuid}`] : []),
    ...(parentBsuid ? [`${id} parent_bsuid ${parentBsuid}`] : []),
    ...(mail ? [`${id} email ${mail}`] : []),
    ...(number ? [`${id} phone ${number}`] : []),
  ]);
  expect(stored.rows.map((row) => row.text).sort()).toEqual(expected.sort());
  for (const { phone: number, phoneShared, phoneCountry, phoneValid } of rows) {
    expect(phoneShared).toBe(number !== null && rows.filter((row) => row.phone === number).length > 1);
    expect([phoneCountry, phoneValid]).toEqual(
      number ? [number.startsWith("+55") ? "BR" : "MX", true] : [null, null],
    );
  }
}

describe("any writes, some of them at the same time", () => {
  it("keep identifiers and shared numbers right", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(write, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        async (batches) => {
          const all = await Promise.all(
            batches.map((batch) => writeContacts(ctx.db, workspaceId, batch, { at: new Date() })),
          );
          for (const [position, results] of all.entries())
            expect(results).toHaveLength(batches[position]?.length ?? 0);
          await expectInvariants();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keep them right when contacts are deleted", async () => {
    const named = await findContacts(
      ctx.db,
      workspaceId,
      externalIds.map((value) => ({ kind: "external_id", value })),
    );
    for (const contact of named) {
      if (contact) expect(await deleteContact(ctx.db, workspaceId, contact.id)).toBe(true);
      await expectInvariants();
    }
  });
});
