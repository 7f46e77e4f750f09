/** Identity through the compatible API: stories as data, what callers send in bad faith, and the unmodified npm client. */
import { Braze } from "braze-api";
import { beforeAll, describe, expect, it } from "vitest";
import { apiPermissions } from "../src/lib/permissions.ts";
import { runApiCases } from "./api-cases.ts";
import { aBearer, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { expectSoundIdentities } from "./identity-world.ts";

const test = await createTestApp();
const { app, ctx } = test;
runApiCases(test, "braze/identity.json", { permissions: apiPermissions });

let workspaceId = "";
let authorization = "";

beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  authorization = await aBearer(ctx, workspaceId, apiPermissions);
});

async function call(url: string, payload: object, as = authorization) {
  const response = await app.server.inject({ method: "POST", url, headers: { authorization: as }, payload });
  return {
    status: response.statusCode,
    body: response.json() as { message: string; deleted?: number; errors?: unknown[] },
  };
}

const many = <T>(count: number, of: (n: number) => T) => Array.from({ length: count }, (_, n) => of(n));
const calls = (n: number, name = "x"): [string, object][] => [
  ["/users/alias/new", { user_aliases: many(n, (i) => ({ alias_label: "l", alias_name: `${name}${i}` })) }],
  [
    "/users/alias/update",
    {
      alias_updates: many(n, (i) => ({
        alias_label: "l",
        old_alias_name: `${name}${i}`,
        new_alias_name: `${name}y`,
      })),
    },
  ],
  [
    "/users/identify",
    {
      aliases_to_identify: many(n, (i) => ({
        external_id: name,
        user_alias: { alias_label: "l", alias_name: `${name}${i}` },
      })),
    },
  ],
  [
    "/users/identify",
    { emails_to_identify: many(n, () => ({ external_id: name, email: `${name}@example.com` })) },
  ],
  ["/users/identify", { phone_numbers_to_identify: many(n, () => ({ external_id: name, phone: name })) }],
  [
    "/users/merge",
    {
      merge_updates: many(n, (i) => ({
        identifier_to_merge: { external_id: `${name}${i}` },
        identifier_to_keep: { external_id: name },
      })),
    },
  ],
  [
    "/users/external_ids/rename",
    {
      external_id_renames: many(n, (i) => ({
        current_external_id: `${name}${i}`,
        new_external_id: `${name}z`,
      })),
    },
  ],
  ["/users/external_ids/remove", { external_ids: many(n, (i) => `${name}${i}`) }],
];

describe("limits and bad faith", () => {
  it.each(calls(51))("%s refuses 51", async (url, body) => {
    const { status, body: answer } = await call(url, body);
    expect(status).toBe(400);
    expect(answer.message).toMatch(/50/);
  });

  it.each(calls(50))("%s takes 50", async (url, body) => {
    expect((await call(url, body)).status).toBeLessThan(300);
  });

  it("/users/delete counts what is named in all ways together", async () => {
    const body = { external_ids: many(30, (n) => `a${n}`), braze_ids: many(21, (n) => `b${n}`) };
    expect((await call("/users/delete", body)).status).toBe(400);
    expect(await call("/users/delete", { ...body, braze_ids: many(20, (n) => `b${n}`) })).toMatchObject({
      status: 201,
      body: { deleted: 0 },
    });
  });

  it.each([...calls(1, "x\0y"), ...calls(1, "\ud800"), ...calls(1, "n".repeat(5000))])(
    "%s takes no name that cannot be kept",
    async (url, body) => {
      expect((await call(url, body)).status).toBe(400);
    },
  );

  it("reaches nobody of another workspace", async () => {
    const other = (await aWorkspace(ctx)).id;
    const stranger = await aBearer(ctx, other, apiPermissions);
    await call("/users/alias/new", {
      user_aliases: [
        { external_id: "mine", alias_label: "t", alias_name: "1" },
        { external_id: "too", alias_label: "t", alias_name: "2" },
      ],
    });
    const { rows } = await ctx.pool.query(
      "select id from contacts where workspace_id = $1 and external_id = 'mine'",
      [workspaceId],
    );
    const before = await ctx.pool.query("select * from contacts where workspace_id = $1 order by id", [
      workspaceId,
    ]);
    expect(
      await call("/users/delete", { braze_ids: [rows[0].id], external_ids: ["mine"] }, stranger),
    ).toMatchObject({ body: { deleted: 0 } });
    await call(
      "/users/merge",
      {
        merge_updates: [
          { identifier_to_merge: { external_id: "mine" }, identifier_to_keep: { external_id: "too" } },
        ],
      },
      stranger,
    );
    await call("/users/external_ids/remove", { external_ids: ["mine"] }, stranger);
    await call(
      "/users/identify",
      { aliases_to_identify: [{ external_id: "new", user_alias: { alias_label: "t", alias_name: "1" } }] },
      stranger,
    );
    const after = await ctx.pool.query("select * from contacts where workspace_id = $1 order by id", [
      workspaceId,
    ]);
    expect(after.rows).toEqual(before.rows);
    await expectSoundIdentities(ctx, workspaceId);
  });

  it("calls at the same moment, pairs in both directions: one user is left, and nobody gets an error", async () => {
    await call("/users/alias/new", {
      user_aliases: many(6, (n) => ({ external_id: `c${n}`, alias_label: "c", alias_name: `${n}` })),
    });
    const pair = (a: number, b: number) => ({
      identifier_to_merge: { external_id: `c${a}` },
      identifier_to_keep: { external_id: `c${b}` },
    });
    const answers = await Promise.all([
      call("/users/merge", { merge_updates: [pair(0, 1), pair(2, 3)] }),
      call("/users/merge", { merge_updates: [pair(1, 0), pair(3, 2)] }),
      call("/users/merge", { merge_updates: [pair(4, 5), pair(5, 0)] }),
      call("/users/identify", {
        aliases_to_identify: [{ external_id: "c0", user_alias: { alias_label: "c", alias_name: "3" } }],
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 201]);
    await expectSoundIdentities(ctx, workspaceId);
  });
});

describe("the npm client", () => {
  let braze: Braze;
  beforeAll(async () => {
    const url = await app.server.listen({ port: 0, host: "127.0.0.1" });
    braze = new Braze(url, authorization.replace("Bearer ", ""));
  });

  it("users.alias.new, users.alias.update, users.identify, users.merge", async () => {
    const alias = { alias_label: "sdk", alias_name: "1" };
    expect(
      await braze.users.alias.new({
        user_aliases: [alias, { ...alias, alias_name: "2", external_id: "sdk-2" }],
      }),
    ).toEqual({ message: "success", aliases_processed: 2 });
    expect(
      await braze.users.alias.update({
        alias_updates: [{ alias_label: "sdk", old_alias_name: "1", new_alias_name: "one" }],
      }),
    ).toEqual({ message: "success" });
    expect(
      await braze.users.identify({
        aliases_to_identify: [{ external_id: "sdk-1", user_alias: { ...alias, alias_name: "one" } }],
      }),
    ).toEqual({ message: "success", aliases_processed: 1 });
    expect(
      await braze.users.merge({
        merge_updates: [
          { identifier_to_merge: { external_id: "sdk-2" }, identifier_to_keep: { external_id: "sdk-1" } },
        ],
      }),
    ).toEqual({ message: "success" });
    const { users } = (await braze.users.export.ids({
      external_ids: ["sdk-1", "sdk-2"],
      fields_to_export: ["external_id", "user_aliases"],
    })) as unknown as { users: unknown };
    expect(users).toEqual([
      {
        external_id: "sdk-1",
        user_aliases: [
          { alias_label: "sdk", alias_name: "2" },
          { alias_label: "sdk", alias_name: "one" },
        ],
      },
    ]);
  });

  it("users.external_ids.rename and .remove, users.delete", async () => {
    expect(
      await braze.users.external_ids.rename({
        external_id_renames: [{ current_external_id: "sdk-1", new_external_id: "sdk-9" }],
      }),
    ).toEqual({ message: "success", external_ids: ["sdk-9"], rename_errors: [] });
    expect(await braze.users.external_ids.remove({ external_ids: ["sdk-9"] })).toEqual({
      message: "success",
      removed_ids: ["sdk-9"],
      removal_errors: [],
    });
    expect(await braze.users.delete({ user_aliases: [{ alias_label: "sdk", alias_name: "one" }] })).toEqual({
      message: "success",
      deleted: 1,
    });
    await expect(braze.users.merge({ merge_updates: [] })).rejects.toMatchObject({ status: 400 });
  });
});
