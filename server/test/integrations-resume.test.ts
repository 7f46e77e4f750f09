/** A process may die at any moment of a hand-over: whoever takes over finds what is done and doubles nothing. */
import { expect, it } from "vitest";
import { runHandover } from "../src/connectors/handover/run.ts";
import { registrationReported } from "../src/connectors/signups.ts";
import type { Context } from "../src/lib/context.ts";
import { infobipWorld } from "./infobip-world.ts";

const { ctx, host, newKey, aTeam, signUp, senderOnAccount } = await infobipWorld();

class Killed extends Error {}

/** The process dies right after its n-th call had its effect, before it could note anything. */
function dyingAfter(calls: number): Context {
  let left = calls;
  return {
    ...ctx,
    http: {
      ...ctx.http,
      send: async (request) => {
        const response = await ctx.http.send(request);
        if (--left === 0) throw new Killed();
        return response;
      },
      close: () => ctx.http.close(),
    },
  };
}

interface Listed {
  readonly results: readonly { readonly subscriptionId: string; readonly resources: readonly string[] }[];
}

async function listSubscriptions(apiKey: string): Promise<Listed> {
  const url = `http://${host}/subscriptions/1/subscription/WHATSAPP?size=100`;
  const response = await fetch(url, { headers: { authorization: `App ${apiKey}` } });
  return (await response.json()) as Listed;
}

it.each([
  ["Embedded Signup", "embedded_signup"],
  ["a link", "link"],
] as const)(
  "is killed after every single call of %s and still ends with one of everything",
  async (_what, kind) => {
    const team = await aTeam();
    const key = (await newKey()).apiKeySecret;
    const { body: connection } = await team.connect(key);
    const number = kind === "link" ? "5511940001111" : "5511940002222";
    const url = `${team.whatsapp}/connections/${connection.id}`;
    if (kind === "link") await senderOnAccount(number);
    const started =
      kind === "link"
        ? await team.call("POST", `${url}/links`, { phone: number })
        : await team.call("POST", `${url}/signups`, await signUp(number.slice(2)));
    expect(started.status).toBe(202);
    const { id } = started.body;
    let deaths = 0;
    for (let calls = 1; calls < 200; calls++) {
      const state = async () => (await team.call("GET", `${team.whatsapp}/signups/${id}`)).body.state;
      if ((await state()) !== "running") break;
      await runHandover(dyingAfter(1 + (calls % 3)), id).catch((error) => {
        if (!(error instanceof Killed)) throw error;
        deaths++;
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // With a single call granted each time, steps that make two calls would never end: they get up to three.
    expect(deaths).toBeGreaterThan(kind === "link" ? 3 : 6);
    expect(await team.settle(id)).toMatchObject({ state: "completed", phone: `+${number}` });
    const { groups } = await team.overview();
    expect(groups).toHaveLength(1);
    expect(groups[0].subscriptionGroups).toHaveLength(1);
    const { results } = await listSubscriptions(key);
    const ours = results.filter((one) => one.subscriptionId.includes(connection.id));
    expect(ours).toHaveLength(1);
    expect(ours[0]?.resources).toEqual([number]);
    const audits = await ctx.db
      .selectFrom("auditEntries")
      .select("action")
      .where("workspaceId", "=", team.workspace.id)
      .where("action", "=", "number.connected")
      .execute();
    expect(audits).toHaveLength(1);
  },
);

it("looks at once when Infobip reports the registration", async () => {
  const team = await aTeam();
  const { body: connection } = await team.connect();
  const result = await signUp("11940003333");
  const { body } = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/signups`, result);
  await runHandover(ctx, body.id); // waits: looked at again only later
  await registrationReported(ctx.db, {
    workspaceId: team.workspace.id,
    connectionId: connection.id,
    wabaId: result.wabaId,
  });
  const due = await ctx.pool.query(
    "select count(*)::int as n from graphile_worker.jobs where key = $1 and run_at <= now()",
    [`handover:${body.id}`],
  );
  expect(due.rows).toEqual([{ n: 1 }]);
  expect(await team.settle(body.id)).toMatchObject({ state: "completed" });
});

it.each([
  ["text", "string"],
  ["number", "number"],
] as const)("spells the WABA's id as the connection's setting says: %s", async (setting, type) => {
  const team = await aTeam();
  const { body: connection } = await team.connect();
  await ctx.db
    .updateTable("connections")
    .set({ settings: JSON.stringify({ businessAccountIdAs: setting }) })
    .where("id", "=", connection.id)
    .execute();
  const number = setting === "text" ? "11940003331" : "11940003332";
  const url = `${team.whatsapp}/connections/${connection.id}/signups`;
  const { body: signup } = await team.call("POST", url, await signUp(number));
  const spelled: unknown[] = [];
  const listening: Context = {
    ...ctx,
    http: {
      ...ctx.http,
      send: (request) => {
        if (request.url.endsWith("/share-waba"))
          spelled.push(JSON.parse(String(request.body)).businessAccountId);
        return ctx.http.send(request);
      },
      close: () => ctx.http.close(),
    },
  };
  for (let round = 0; round < 50 && spelled.length === 0; round++) {
    await runHandover(listening, signup.id);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(spelled.map((id) => typeof id)).toEqual([type]);
});
