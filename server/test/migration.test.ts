/** A native number moves to BYO: what Graph tells of it before, the sign-up in between, and what is left behind. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { requiredScopes } from "../src/connectors/infobip/account.ts";
import { startDispatch } from "../src/messages/messages.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { everyone, welcome } from "./messages.ts";
import { nativeWorld } from "./native-world.ts";

const { app, ctx, control, aTeam, nativeAccount, signUp } = await nativeWorld();
const host = new URL(ctx.config.meta.graphUrl).host;

type Checks = Record<string, { state: string; found: string | null }>;

async function checksOf(team: Awaited<ReturnType<typeof aTeam>>, query: string): Promise<Checks> {
  const { body } = await team.call("GET", `/migration?${query}`);
  return Object.fromEntries(body.items.map(({ name, ...rest }: { name: string }) => [name, rest]));
}

it("reads what Graph tells of the number and its WABA", async () => {
  const team = await aTeam();
  const account = await nativeAccount("5511943000001");
  const { subscriptionGroupId } = await team.link(account);
  const query = `subscriptionGroupId=${subscriptionGroupId}`;
  const before = await checksOf(team, query);
  expect(before).toMatchObject({
    pin_disabled: { state: "not_ok", found: "true" },
    number_in_order: { state: "ok", found: "CONNECTED" },
    source_approved: { state: "ok", found: "APPROVED" },
    destination_new: { state: "later" },
  });
  const number = `/control/meta/numbers/${account.phoneNumberId}`;
  await control("PATCH", number, { pin: null, status: "RESTRICTED" });
  expect(await checksOf(team, query)).toMatchObject({
    pin_disabled: { state: "ok", found: "false" },
    number_in_order: { state: "not_ok", found: "RESTRICTED" },
  });
});

it("leaves the old WABA archived, and what waited for it canceled", async () => {
  const team = await aTeam();
  const account = await nativeAccount("5511943000012");
  const { subscriptionGroupId } = await team.link(account);
  const workspaceId = team.workspace.id;
  await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: 4 });
  await sql`update subscription_groups set paused_at = now(), pause_reason = 'person' where id = ${subscriptionGroupId}`.execute(
    ctx.db,
  );
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
  });
  await app.processAll();

  await control("PATCH", `/control/meta/numbers/${account.phoneNumberId}`, { pin: null });
  const [infobipAccount] = await control<{ key: string }[]>("GET", "/control/accounts");
  const { apiKeySecret } = await control<{ apiKeySecret: string }>(
    "POST",
    `/control/accounts/${infobipAccount?.key}/keys`,
    { name: "Ponte", validTo: "2036-01-01T00:00:00", scopeGuids: requiredScopes },
  );
  const { body: connection } = await team.call("POST", "/connections", {
    provider: "infobip",
    apiKey: apiKeySecret,
    baseUrl: host,
  });
  const result = await signUp("11943000012");
  expect(result.wabaId).not.toBe(account.wabaId);
  const started = await team.call("POST", `/connections/${connection.id}/signups`, {
    ...result,
    startingPoint: "native",
  });
  const signup = await team.settle(started.body.id);
  expect(signup).toMatchObject({ state: "completed", phone: "+5511943000012", subscriptionGroupId });

  const { groups } = (await team.call("GET", "")).body;
  expect(groups).toMatchObject([
    {
      wabaId: result.wabaId,
      provider: "infobip",
      subscriptionGroups: [{ id: subscriptionGroupId, status: "CONNECTED", pause: null }],
    },
  ]);
  expect(groups[0].subscriptionGroups[0].templates.total).toBeGreaterThan(0);
  const { rows: old } = await sql<{ archived: boolean }>`
    select archived_at is not null as archived from whatsapp_business_groups
    where workspace_id = ${workspaceId} and waba_id = ${account.wabaId}`.execute(ctx.db);
  expect(old).toEqual([{ archived: true }]);
  const { rows: sends } = await sql`
    select state::text as state, error_code as code, count(*)::int as count from sends
    where dispatch_id = ${dispatch.id} group by 1, 2`.execute(ctx.db);
  expect(sends).toEqual([{ state: "canceled", code: "number_migrated", count: 4 }]);
  const { rows: told } = await sql<{ action: string }>`
    select action from audit_entries where workspace_id = ${workspaceId} and subject = ${subscriptionGroupId}
    order by id`.execute(ctx.db);
  expect(told.map(({ action }) => action)).toEqual(["number.connected", "number.migrated"]);
});
