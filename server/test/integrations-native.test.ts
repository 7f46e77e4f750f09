/** A native number's life after the sign-up, and what Meta changes meanwhile. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { loadConnection } from "../src/connectors/connections.ts";
import { followAppSecret } from "../src/connectors/health/app-secret.ts";
import { startDispatch } from "../src/messages/messages.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aSession } from "./factories.ts";
import { everyone, welcome } from "./messages.ts";
import { nativeWorld } from "./native-world.ts";

const { app, ctx, control, graph, meta, aTeam, nativeAccount, until } = await nativeWorld();

const rowOf = (subscriptionGroupId: string) =>
  ctx.db
    .selectFrom("subscriptionGroups")
    .select(["status", "quality", "pausedCode", "archivedReason"])
    .where("id", "=", subscriptionGroupId)
    .executeTakeFirstOrThrow();

const appsOf = async (wabaId: string, token: string) => {
  const answer = await graph("GET", `/${wabaId}/subscribed_apps`, token);
  return ((await answer.json()) as { data: unknown[] }).data.length;
};

async function act(team: Awaited<ReturnType<typeof aTeam>>, id: string, verb: string) {
  const { cookie } = await aSession(app, team.workspace.id);
  const url = `/api/v1/workspaces/${team.workspace.slug}/subscription-groups/${id}/${verb}`;
  const response = await app.server.inject({ method: "POST", url, headers: { cookie } });
  expect(response.statusCode).toBe(204);
  await app.processAll();
}

describe("a native number", () => {
  it("that is not verified is verified by the code that the person types, then registered", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511942000001");
    const added = await graph("POST", `/${account.wabaId}/phone_numbers`, account.token, {
      cc: "55",
      phone_number: "11942000022",
      verified_name: "Loja Aurora",
    });
    const { id: phoneNumberId } = (await added.json()) as { id: string };
    const { body: connection } = await team.connect(account.token);
    const started = await team.call("POST", `/connections/${connection.id}/links`, {
      phone: "+5511942000022",
      wabaId: account.wabaId,
      phoneNumberId,
    });
    expect(started.body.error).toBeFalsy();
    const question = { kind: "verification_code", method: "sms" };
    expect(await team.settle(started.body.id)).toMatchObject({ state: "waiting", question });
    const answer = async (code: string) => {
      await team.call("POST", `/signups/${started.body.id}/answer`, { answer: code });
      return team.settle(started.body.id);
    };
    expect(await answer("000000")).toMatchObject({
      state: "waiting",
      question: { ...question, errorCode: "verification_code_wrong" },
    });
    await team.call("POST", `/signups/${started.body.id}/resend`, { method: "voice" });
    expect(await team.settle(started.body.id)).toMatchObject({
      state: "waiting",
      question: { method: "voice" },
    });
    const done = await answer("123456");
    expect(done).toMatchObject({ state: "completed", phone: "+5511942000022" });
    expect(await rowOf(done.subscriptionGroupId)).toMatchObject({ status: "CONNECTED" });
  });

  it("that was deregistered can be linked: registering is a step of it", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511942000003", { pin: "424242" });
    expect((await graph("POST", `/${account.phoneNumberId}/deregister`, account.token)).status).toBe(200);
    await control("PATCH", `/control/meta/numbers/${account.phoneNumberId}`, { status: "DISCONNECTED" });
    await new Promise((resolve) => setTimeout(resolve, 700)); // Meta wants a pause
    const { body: connection } = await team.connect(account.token);
    const { body } = await team.call("GET", `/connections/${connection.id}/senders`);
    expect(body.items).toMatchObject([{ status: "DISCONNECTED", state: "linkable" }]);
    const started = await team.call("POST", `/connections/${connection.id}/links`, {
      phone: `+${account.number}`,
      wabaId: account.wabaId,
      phoneNumberId: account.phoneNumberId,
      pin: "424242",
    });
    const done = await team.settle(started.body.id);
    expect(done).toMatchObject({ state: "completed" });
    expect(await rowOf(done.subscriptionGroupId)).toMatchObject({ status: "CONNECTED", pausedCode: null });
  });

  it("is read anew when Meta reports a change of it", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511942000004");
    const { subscriptionGroupId } = await team.link(account);
    await control("PATCH", `/control/meta/numbers/${account.phoneNumberId}`, { quality: "LOW" });
    const seen = await until(
      () => rowOf(subscriptionGroupId),
      ({ quality }) => quality === "RED",
    );
    expect(seen.quality).toBe("RED");
  });

  it("takes what waits with it when it is archived, and its WABA reports here no more", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511942000005");
    const { subscriptionGroupId, connectionId } = await team.link(account);
    const workspaceId = team.workspace.id;
    expect(await appsOf(account.wabaId, account.token)).toBe(1);
    await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: 3 });
    await act(team, subscriptionGroupId, "pause");
    const dispatch = await startDispatch(ctx.db, {
      workspaceId,
      subscriptionGroupId,
      kind: "campaign",
      message: welcome,
      audience: everyone,
      at: ctx.clock.now(),
    });
    await app.processAll();
    await act(team, subscriptionGroupId, "archive");
    const { rows } = await sql`
      select state::text as state, error_code as code, count(*)::int as count from sends
      where dispatch_id = ${dispatch.id} group by 1, 2`.execute(ctx.db);
    expect(rows).toEqual([{ state: "canceled", code: "number_archived", count: 3 }]);
    expect(await appsOf(account.wabaId, account.token)).toBe(0);
    await act(team, subscriptionGroupId, "restore");
    expect(await appsOf(account.wabaId, account.token)).toBe(1);
    expect((await loadConnection(ctx, workspaceId, connectionId)).state).toBe("ready");
  });
});

it("connections of the installation's own app take over a secret that was changed in its configuration", async () => {
  const team = await aTeam();
  const own = await team.link(await nativeAccount("5511942000006"));
  const { body: overview } = await team.call("GET", "");
  expect(overview.connections).toHaveLength(1);
  const stored = async () => (await loadConnection(ctx, team.workspace.id, own.connectionId)).webhookSecret;
  expect(await stored()).toBe(meta.appSecret);
  const changed = {
    ...ctx,
    config: { ...ctx.config, meta: { ...ctx.config.meta, appSecret: "a-new-secret" } },
  };
  await followAppSecret({
    ...changed,
    config: { ...changed.config, meta: { ...changed.config.meta, appId: "1" } },
  });
  expect(await stored()).toBe(meta.appSecret);
  await followAppSecret(changed);
  expect(await stored()).toBe("a-new-secret");
  await followAppSecret(ctx);
  expect(await stored()).toBe(meta.appSecret);
});
