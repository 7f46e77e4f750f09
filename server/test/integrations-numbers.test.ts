/** Numbers come and go: linked, archived, restored, moved, disconnected; nothing is lost and the rules hold. */
import { describe, expect, it } from "vitest";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aSession } from "./factories.ts";
import { infobipWorld } from "./infobip-world.ts";

const { app, ctx, host, newKey, aTeam, senderOnAccount, control } = await infobipWorld();
type Team = Awaited<ReturnType<typeof aTeam>>;

let last = 5511950000000;
const aNumber = () => String(++last);

async function aLinkedNumber(team: Team, number = aNumber(), key?: string) {
  const { wabaId } = await senderOnAccount(number);
  const { body: connection } = await team.connect(key);
  const { body } = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/links`, {
    phone: number,
  });
  const signup = await team.settle(body.id);
  expect(signup).toMatchObject({ state: "completed", kind: "link" });
  return {
    id: signup.subscriptionGroupId as string,
    phone: `+${number}`,
    wabaId,
    connectionId: connection.id as string,
  };
}

const path = (id: string, verb: string) => `/subscription-groups/${id}/${verb}`;

async function resourcesOf(connectionId: string): Promise<string[] | null> {
  const key = (await newKey()).apiKeySecret;
  const response = await fetch(
    `http://${host}/subscriptions/1/subscription/WHATSAPP/ponte-${connectionId}-wa`,
    {
      headers: { authorization: `App ${key}` },
    },
  );
  return response.status === 404 ? null : ((await response.json()) as { resources: string[] }).resources;
}

describe("linking a number that is already on Infobip", () => {
  it("lists the account's numbers and says which can be linked", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    const taken = await aLinkedNumber(other);
    const free = aNumber();
    await senderOnAccount(free);
    const own = await aLinkedNumber(team);
    const { body } = await team.call("GET", `${team.whatsapp}/connections/${own.connectionId}/senders`);
    expect(body.listed).toBe(true);
    const states = Object.fromEntries(
      body.items.map((one: { phone: string; state: string }) => [one.phone, one.state]),
    );
    expect(states).toMatchObject({
      [taken.phone]: "in_other_workspace",
      [`+${free}`]: "linkable",
      [own.phone]: "linked_here",
    });
    expect(await resourcesOf(own.connectionId)).toEqual([own.phone.slice(1)]);
    expect((await team.overview()).groups).toMatchObject([
      { name: "Loja", subscriptionGroups: [{ displayName: "Loja" }] },
    ]);
  });

  it("refuses what the account does not have, the wrong WABA id, and a number in use elsewhere", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    const taken = await aLinkedNumber(other);
    const free = aNumber();
    await senderOnAccount(free);
    const { body: connection } = await team.connect();
    const link = async (body: object) => {
      const answer = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/links`, body);
      return answer.body.error?.code ?? (await team.settle(answer.body.id)).errorCode;
    };
    expect(await link({ phone: "12333333333", wabaId: "123" })).toBe("number_not_on_account");
    expect(await link({ phone: "123456789012" })).toBe("waba_id_needed");
    expect(await link({ phone: free, wabaId: "400000000000001" })).toBe("waba_id_differs");
    expect(await link({ phone: taken.phone })).toBe("number_in_other_workspace");
    expect(await link({ phone: "not a number" })).toBe("invalid_input");
    expect(await link({ phone: `+${free}` })).toBeNull();
  });

  it("is for people who may manage connections", async () => {
    const team = await aTeam();
    const number = await aLinkedNumber(team);
    const { cookie } = await aSession(app, team.workspace.id, "marketer");
    const base = `/api/v1/workspaces/${team.workspace.slug}`;
    for (const [method, url] of [
      ["GET", `${base}${team.whatsapp}/connections/${number.connectionId}/senders`],
      ["POST", `${base}${path(number.id, "archive")}`],
      ["POST", `${base}${path(number.id, "restore")}`],
      ["DELETE", `${base}${team.whatsapp}/connections/${number.connectionId}`],
    ] as const)
      expect((await app.server.inject({ method, url, headers: { cookie } })).statusCode).toBe(403);
  });
});

describe("archiving and restoring", () => {
  it("hides the number, lets the provider know, and brings it back with its id", async () => {
    const team = await aTeam();
    const number = await aLinkedNumber(team);
    expect((await team.call("GET", `${path(number.id, "consequences")}?of=archive`)).body).toEqual({
      phones: [number.phone],
      pendingSends: 0,
      subscribed: 0,
      campaigns: [],
    });
    expect((await team.call("POST", path(number.id, "archive"))).status).toBe(204);
    await app.processAll();
    expect(await resourcesOf(number.connectionId)).toBeNull();
    const away = await team.overview();
    expect(away.groups).toEqual([]);
    expect(away.archived).toMatchObject([{ id: number.id, archivedReason: "archived" }]);
    expect((await team.call("GET", "/subscription-groups")).body.items).toEqual([]);
    expect((await team.call("POST", path(number.id, "archive"))).body.error.code).toBe(
      "number_already_archived",
    );
    expect((await team.call("POST", path(number.id, "restore"))).status).toBe(204);
    await app.processAll();
    expect(await resourcesOf(number.connectionId)).toEqual([number.phone.slice(1)]);
    const back = await team.overview();
    expect(back.archived).toEqual([]);
    expect(back.groups).toMatchObject([{ wabaId: number.wabaId, subscriptionGroups: [{ id: number.id }] }]);
  });

  it("does not restore a number that is active in another workspace by now", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    const number = await aLinkedNumber(team);
    await team.call("POST", path(number.id, "archive"));
    const { body: connection } = await other.connect();
    const link = await other.call("POST", `${other.whatsapp}/connections/${connection.id}/links`, {
      phone: number.phone,
    });
    expect(await other.settle(link.body.id)).toMatchObject({ state: "completed" });
    const { body } = await team.call("POST", path(number.id, "restore"));
    expect(body.error.code).toBe("number_in_other_workspace");
  });
});

describe("moving a number to another workspace", () => {
  it("takes its WABA along, leaves history behind, and can be moved back", async () => {
    const [from, to] = [await aTeam(), await aTeam()];
    const number = await aLinkedNumber(from);
    await addMember(ctx.db, to.workspace.id, from.personId, "admin");
    const moved = await from.call("POST", path(number.id, "move"), { workspace: to.workspace.slug });
    expect(moved.status).toBe(200);
    await app.processAll();
    const [before, after] = [await from.overview(), await to.overview()];
    expect(before.groups).toEqual([]);
    expect(before.archived).toMatchObject([{ id: number.id, archivedReason: "moved" }]);
    expect(after.groups).toMatchObject([
      { wabaId: number.wabaId, subscriptionGroups: [{ phone: number.phone }] },
    ]);
    expect(after.groups[0].subscriptionGroups[0].templates.approved).toBeGreaterThan(0);
    expect(await resourcesOf(number.connectionId)).toBeNull();
    expect(await resourcesOf(after.connections[0].id)).toEqual([number.phone.slice(1)]);
    await addMember(ctx.db, from.workspace.id, to.personId, "admin");
    const there = after.groups[0].subscriptionGroups[0].id;
    const back = await to.call("POST", path(there, "move"), { workspace: from.workspace.id });
    expect(back.body).toEqual({ subscriptionGroupIds: [number.id] });
    expect((await from.overview()).groups).toMatchObject([{ subscriptionGroups: [{ id: number.id }] }]);
  });

  it("needs the permission in both workspaces", async () => {
    const [from, to] = [await aTeam(), await aTeam()];
    const number = await aLinkedNumber(from);
    const move = () => from.call("POST", path(number.id, "move"), { workspace: to.workspace.slug });
    expect((await move()).body.error.code).toBe("not_found");
    await addMember(ctx.db, to.workspace.id, from.personId, "marketer");
    expect((await move()).body.error.code).toBe("forbidden_in_target");
    expect((await from.overview()).groups).toHaveLength(1);
  });
});

describe("disconnecting", () => {
  it("archives the numbers, removes the webhooks, forgets the key, and is undone by connecting again", async () => {
    const team = await aTeam();
    const number = await aLinkedNumber(team);
    const { webhookToken } = await ctx.db
      .selectFrom("connections")
      .select("webhookToken")
      .where("id", "=", number.connectionId)
      .executeTakeFirstOrThrow();
    const gone = await team.call("DELETE", `${team.whatsapp}/connections/${number.connectionId}`);
    expect(gone).toMatchObject({ status: 200, body: { webhooksRemoved: true, error: null } });
    expect(await resourcesOf(number.connectionId)).toBeNull();
    const { credentials } = await ctx.db
      .selectFrom("connections")
      .select("credentials")
      .where("id", "=", number.connectionId)
      .executeTakeFirstOrThrow();
    expect(ctx.secrets.decrypt(credentials, "connection.credentials")).toBe("");
    const hook = await app.server.inject({
      method: "POST",
      url: `/webhooks/infobip/${webhookToken}`,
      payload: { results: [] },
    });
    expect(hook.statusCode).toBe(404);
    expect(await team.overview()).toMatchObject({
      connections: [],
      groups: [],
      archived: [{ id: number.id, archivedReason: "disconnected" }],
    });
    expect((await team.call("POST", path(number.id, "restore"))).body.error.code).toBe("connection_gone");
    await team.connect();
    expect((await team.call("POST", path(number.id, "restore"))).status).toBe(204);
    expect((await team.overview()).groups).toMatchObject([{ subscriptionGroups: [{ id: number.id }] }]);
  });

  it("works with a dead key too, and says that the webhooks stay", async () => {
    const team = await aTeam();
    const key = await newKey();
    const number = await aLinkedNumber(team, aNumber(), key.apiKeySecret);
    await control("DELETE", `/control/keys/${key.id}`);
    const gone = await team.call("DELETE", `${team.whatsapp}/connections/${number.connectionId}`);
    expect(gone).toMatchObject({
      status: 200,
      body: { webhooksRemoved: false, errorCode: "infobip_refused" },
    });
    expect((await team.overview()).connections).toEqual([]);
  });
});

describe("the rules", () => {
  it("lets a workspace have ten WABAs, also when two arrive at once", async () => {
    const team = await aTeam();
    const { body: connection } = await team.connect();
    await ctx.db
      .insertInto("whatsappBusinessGroups")
      .values(
        Array.from({ length: 9 }, (_, index) => ({
          workspaceId: team.workspace.id,
          connectionId: connection.id,
          wabaId: `90${Date.now()}${index}`,
          name: `${index}`,
        })),
      )
      .execute();
    const ends = [];
    for (const number of [aNumber(), aNumber()]) {
      await senderOnAccount(number);
      const { body } = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/links`, {
        phone: number,
      });
      ends.push(team.settle(body.id));
    }
    const codes = (await Promise.all(ends)).map(({ state, errorCode }) => errorCode ?? state);
    expect(codes.sort()).toEqual(["completed", "too_many_wabas"]);
  });

  it("holds twenty numbers per WABA", async () => {
    const team = await aTeam();
    const number = await aLinkedNumber(team);
    const { whatsappBusinessGroupId } = await ctx.db
      .selectFrom("subscriptionGroups")
      .select("whatsappBusinessGroupId")
      .where("id", "=", number.id)
      .executeTakeFirstOrThrow();
    const fill = Array.from({ length: 20 }, () => `+${aNumber()}`);
    await team.call("POST", path(number.id, "archive"));
    await ctx.db
      .updateTable("whatsappBusinessGroups")
      .set({ archivedAt: null })
      .where("id", "=", whatsappBusinessGroupId)
      .execute();
    await ctx.db
      .insertInto("subscriptionGroups")
      .values(
        fill.map((phone) => ({
          workspaceId: team.workspace.id,
          connectionId: number.connectionId,
          whatsappBusinessGroupId,
          phone,
          displayName: phone,
        })),
      )
      .execute();
    expect((await team.call("POST", path(number.id, "restore"))).body.error.code).toBe("too_many_numbers");
  });

  it("keeps a number on the account of its WABA in the database itself", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    const number = await aLinkedNumber(team);
    const { body: foreign } = await other.connect();
    const steal = ctx.db
      .updateTable("subscriptionGroups")
      .set({ connectionId: foreign.id })
      .where("id", "=", number.id)
      .execute();
    await expect(steal).rejects.toThrow(/subscription_groups_place/);
  });
});
