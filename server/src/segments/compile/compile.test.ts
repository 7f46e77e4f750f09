/** Random trees over random contacts: SQL selects exactly whom the naive evaluation selects. PONTE_PROPERTY_SCALE multiplies the runs. */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateFilter } from "../../../test/evaluate-filter.ts";
import { aWorkspace } from "../../../test/factories.ts";
import { createTestApp } from "../../../test/harness.ts";
import { bound, randomTrees } from "../../../test/random-filters.ts";
import { moments } from "../../../test/segment-people.ts";
import { makeWorld, type World } from "../../../test/segment-world.ts";
import type { Filter } from "../filter.ts";
import { type FilterRegistry, loadRegistry } from "../segments.ts";
import { validateFilter } from "../validate/validate.ts";
import { type CompileOptions, compileFilter } from "./compile.ts";

const { ctx } = await createTestApp();
const runs = 500 * Number(process.env.PONTE_PROPERTY_SCALE ?? 1);
const seed = Number(process.env.PONTE_PROPERTY_SEED ?? Date.now() % 2 ** 31);
let workspaceId = "";
let world: World;
let registry: FilterRegistry;

beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  world = await makeWorld(ctx, workspaceId, 150, seed);
  // Neighbours of another tenant, which no filter may ever count.
  await makeWorld(ctx, (await aWorkspace(ctx)).id, 5);
  const everything = {
    kind: "or",
    children: world.variantIds.map((variantId, position) => ({
      kind: "message",
      variantId,
      campaignId: world.campaignIds[position],
    })),
  };
  registry = await loadRegistry(ctx.db, workspaceId, everything);
});

async function selected(filter: Filter, options: CompileOptions): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`
    select c.external_id from contacts c where c.workspace_id = ${workspaceId} and ${compileFilter(filter, { ...options, workspaceId })}`.execute(
    ctx.db,
  );
  return rows.map((row) => row.externalId).sort();
}

/** The answer for each contact; a null anywhere would be neither in a group nor in its complement. */
async function answers(filter: Filter, options: CompileOptions): Promise<Map<string, boolean | null>> {
  const { rows } = await sql<{ externalId: string; answer: boolean | null }>`
    select c.external_id, ${compileFilter(filter, options)} as answer
    from contacts c where c.workspace_id = ${workspaceId} and c.id = any(${world.contacts.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  );
  return new Map(rows.map((row) => [row.externalId, row.answer]));
}

const zones = [
  "America/Sao_Paulo",
  "Pacific/Auckland",
  "America/New_York",
  "UTC",
  "Pacific/Kiritimati",
  "Europe/Lisbon",
];

describe("any filter tree", () => {
  it(`selects in SQL whom the naive evaluation selects (seed ${seed})`, async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(
        randomTrees,
        fc.constantFrom(...moments),
        fc.constantFrom(...zones),
        async (tree, now, timeZone) => {
          const filter = bound(tree, world);
          expect(validateFilter(filter, registry)).toEqual([]);
          const around = { now, timeZone, tags: world.tags };
          const expected = new Map(
            world.contacts.map((contact) => [
              String(contact.fields.external_id),
              evaluateFilter(filter, contact, around),
            ]),
          );
          const names = [...expected].filter(([, yes]) => yes).map(([name]) => name);
          if (names.length > 0 && names.length < world.contacts.length) hits++;
          expect(await selected(filter, { now, timeZone })).toEqual(names.sort());
          const found = await answers(filter, { now, timeZone });
          expect([...expected].filter(([name, yes]) => found.get(name) !== yes)).toEqual([]);
        },
      ),
      { numRuns: runs, seed, verbose: 1 },
    );
    // Trees that hold all contacts, or none, prove little.
    expect(hits / runs).toBeGreaterThan(0.35);
  }, 600_000);
});
