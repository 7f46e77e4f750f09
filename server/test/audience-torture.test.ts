/**
 * The audience survives: calls about hundreds of people at once, imports, words from phones and hands in the dashboard, while
 * server, worker and database are killed without warning. In the end everybody is found, nothing counts twice, and what a
 * number said last is what counts. PONTE_TORTURE_SEED repeats the chances of a run, PONTE_TORTURE_SCALE makes it so many times
 * larger.
 */
import { setTimeout as rest } from "node:timers/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { apiPermissions } from "../src/lib/permissions.ts";
import { aBearer, aSession } from "./factories.ts";
import { acts, aMinuteLater, freeJobs, post, type Stage } from "./torture/audience-acts.ts";
import { aCast, spelled } from "./torture/audience-people.ts";
import { judgeAudience } from "./torture/audience-verdict.ts";
import { audienceWorld, type Victim } from "./torture/audience-world.ts";
import { openLane } from "./torture/lanes.ts";
import { chanceOf } from "./torture/random.ts";

const seed = Number(process.env.PONTE_TORTURE_SEED ?? Math.floor(Math.random() * 1e9));
const scale = Number(process.env.PONTE_TORTURE_SCALE ?? 1);
const said = `seed ${seed}, scale ${scale}`;
const operations = 400 * scale;
const atOnce = 10;
/** By position in the run; the database in the middle. */
const killings: readonly Victim[] = ["serve", "worker", "serve", "postgres", "worker", "serve"];

const chance = chanceOf(seed);
const world = await audienceWorld();

async function setTheStage(): Promise<Stage> {
  const { ctx } = world.app;
  const lane = await openLane(
    { ...world, ctx },
    { name: "audience", provider: "infobip", size: 0, message: "template", messagesPerSecond: 100 },
  );
  const stage = {
    world,
    chance,
    cast: aCast(scale),
    workspaceId: lane.workspaceId,
    subscriptionGroupId: lane.subscriptionGroupId,
    number: lane.number,
    authorization: await aBearer(ctx, lane.workspaceId, apiPermissions),
    cookie: (await aSession(world.app, lane.workspaceId)).cookie,
    imports: [],
    imported: new Map<string, string>(),
    next: 1000,
  };
  for (const people of [...stage.cast.families.values(), stage.cast.strays, stage.cast.movers])
    await post(stage, "/users/track", {
      attributes: people.map(({ externalId, phone }) => ({
        external_id: externalId,
        city: "Recife",
        ...(phone ? { phone: spelled(phone, chance) } : {}),
      })),
    });
  for (const person of stage.cast.everybody) person.born = true;
  return stage;
}

function actByWeight() {
  let at = chance() * acts.reduce((sum, [, weight]) => sum + weight, 0);
  for (const act of acts) {
    at -= act[1];
    if (at < 0) return act;
  }
  return acts[0] as (typeof acts)[number];
}

it(`the audience survives (${said})`, { timeout: 60_000 + 60_000 * scale }, async () => {
  console.log(`audience torture: ${said}`);
  const stage = await setTheStage();
  const startedAt = Date.now();
  const done = new Map<string, number>();
  let count = 0;
  let ordered = 0;
  let killing: Promise<void> = Promise.resolve();
  const places = killings.map((victim, index) => ({
    victim,
    at: Math.floor(((index + chance()) / (killings.length + 0.5)) * operations),
  }));
  const kill = async (victim: Victim) => {
    await rest(chance() * 150);
    await world.kill(victim);
    await aMinuteLater(stage);
  };
  const lane = async () => {
    while (count < operations) {
      const [name, , act] = actByWeight();
      if (!(await act(stage))) {
        await rest(2);
        continue;
      }
      count++;
      done.set(name, (done.get(name) ?? 0) + 1);
      for (const [index, { victim, at }] of places.entries())
        if (at < count && index === ordered) {
          ordered++;
          killing = killing.then(() => kill(victim));
        }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  await killing;
  await settle(stage);
  const seconds = (Date.now() - startedAt) / 1000;
  console.log(
    `audience torture: ${said}, ${JSON.stringify(Object.fromEntries(done))}, kills ${JSON.stringify(world.kills)}, ${seconds} s`,
  );
  for (const [name] of acts) expect.soft(done.get(name) ?? 0, `${name} was done`).toBeGreaterThan(0);
  await judgeAudience(stage);
});

/** What waits for later happens now. */
async function settle(stage: Stage): Promise<void> {
  const { ctx } = world.app;
  await freeJobs(stage);
  for (let quiet = 0; quiet < 2; ) {
    await world.control("POST", "/control/flush");
    await sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`.execute(ctx.db);
    await world.app.processAll();
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from webhook_inbox)::int
        + (select count(*) from graphile_worker._private_jobs where locked_at is not null)::int as left`.execute(
      ctx.db,
    );
    quiet = rows[0]?.left === 0 ? quiet + 1 : 0;
    await rest(50);
  }
}
