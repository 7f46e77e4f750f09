/** What is done to the audience under torture: one act is one call, or a few, repeated until answered. */
import { setTimeout as rest } from "node:timers/promises";
import { sql } from "kysely";
import { importJobs } from "../../src/contacts/contacts.ts";
import { alone, beside, type Cast, forget, type Person, pick, spelled, unite } from "./audience-people.ts";
import type { Answer, AudienceWorld } from "./audience-world.ts";
import type { Chance } from "./random.ts";

export interface Stage {
  readonly world: AudienceWorld;
  readonly chance: Chance;
  readonly cast: Cast;
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  /** Our number, digits. */
  readonly number: string;
  readonly authorization: string;
  readonly cookie: string;
  /** Ids of the imports that were started. */
  readonly imports: string[];
  /** External ids that imports made, each with its number. */
  readonly imported: Map<string, string>;
  next: number;
}

/** false: those it needed were busy. */
type Act = (stage: Stage) => Promise<boolean>;

export const acts: readonly (readonly [name: string, weight: number, act: Act])[] = [
  ["events", 22, tellEvents],
  ["increments", 14, increment],
  ["statement by id", 16, stateById],
  ["statement by phone", 8, stateByPhone],
  ["word", 10, sayWord],
  ["merge", 10, merge],
  ["identify", 7, identify],
  ["alias", 14, renameAlias],
  ["rename", 6, renameExternalId],
  ["delete", 5, remove],
  ["number", 8, changeNumber],
  ["edit", 6, edit],
  ["import", 2, importFile],
];

export async function post({ world, authorization }: Stage, path: string, body: unknown): Promise<Answer> {
  const answer = await world.call("POST", path, { authorization }, body);
  if (answer.status >= 400 && answer.attempts === 1)
    throw new Error(`${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

const somebody = ({ chance, cast }: Stage) => pick(chance, cast.everybody) as Person;

/** As one of its names. An alias finds only who is there. */
function nameOf({ chance }: Stage, { externalId, alias, born }: Person) {
  return alias && born && chance() < 0.4
    ? { user_alias: { alias_label: "shop", alias_name: alias } }
    : { external_id: externalId };
}

async function tellEvents(stage: Stage): Promise<boolean> {
  const { chance } = stage;
  const people = [...new Set([somebody(stage), somebody(stage)])];
  return beside(people, async () => {
    const events: object[] = [];
    const loose = new Map<Person, number>();
    const time = new Date(Date.now() - chance() * 5 * 86_400_000).toISOString();
    for (const person of people) {
      const known = pick(chance, [...person.keys]);
      const other = pick(chance, [...somebody(stage).keys]);
      const key = (chance() < 0.3 && known) || (chance() < 0.3 && other) || `k${stage.next++}`;
      const told = { ...nameOf(stage, person), name: "keyed", id: key, time };
      events.push(told);
      if (chance() < 0.3) events.push({ ...told, properties: { again: true } });
      person.keys.add(key);
      if (chance() < 0.4) {
        events.push({ ...nameOf(stage, person), name: "loose", time });
        loose.set(person, 1);
      }
    }
    const { attempts } = await post(stage, "/users/track", { events });
    for (const person of people) {
      person.born = true;
      person.loose.least += loose.get(person) ?? 0;
      person.loose.most += (loose.get(person) ?? 0) * attempts;
    }
  });
}

async function increment(stage: Stage): Promise<boolean> {
  const people = [...new Set([somebody(stage), somebody(stage), somebody(stage)])];
  return beside(people, async () => {
    const attributes = people.map((person) => ({
      external_id: person.externalId,
      points: { inc: 1 },
      ...(person.phone && person.born ? { phone: spelled(person.phone, stage.chance) } : {}),
    }));
    // Two of the same person in one call count twice.
    const { attempts } = await post(stage, "/users/track", { attributes: [...attributes, ...attributes] });
    for (const person of people) {
      person.born = true;
      person.points ??= { least: 0, most: 0 };
      person.points.least += 2;
      person.points.most += 2 * attempts;
    }
  });
}

const settleMs = 1100;

/** One statement at a time about a number; false: another one was made a moment ago. */
async function stating(
  { cast, chance }: Stage,
  phone: string,
  say: (state: "subscribed" | "unsubscribed") => Promise<void>,
): Promise<boolean> {
  const statement = cast.statements.get(phone);
  if (!statement || statement.quietUntil > Date.now()) return false;
  statement.quietUntil = Number.POSITIVE_INFINITY;
  const state = chance() < 0.5 ? "subscribed" : "unsubscribed";
  await say(state);
  Object.assign(statement, { state, quietUntil: Date.now() + settleMs });
  return true;
}

function withNumber({ cast, chance }: Stage): (Person & { phone: string }) | undefined {
  return pick(
    chance,
    cast.everybody.flatMap((one) =>
      one.born && one.phone && cast.statements.has(one.phone) ? [one as Person & { phone: string }] : [],
    ),
  );
}

async function stateById(stage: Stage): Promise<boolean> {
  const person = withNumber(stage);
  let said = false;
  const free =
    person &&
    (await beside([person], async () => {
      said = await stating(stage, person.phone, async (subscription_state) => {
        const subscription_group_id = stage.subscriptionGroupId;
        await post(stage, "/subscription/status/set", {
          subscription_group_id,
          subscription_state,
          external_id: [person.externalId],
        });
      });
    }));
  return Boolean(free) && said;
}

async function stateByPhone(stage: Stage): Promise<boolean> {
  const person = withNumber(stage);
  if (!person) return false;
  const { phone } = person;
  return stating(stage, phone, async (subscription_state) => {
    await post(stage, "/v2/subscription/status/set", {
      subscription_groups: [
        {
          subscription_group_id: stage.subscriptionGroupId,
          subscription_state,
          phones: [canonicalEnough(spelled(phone, stage.chance), phone)],
        },
      ],
    });
  });
}

/** This call takes international numbers only. */
function canonicalEnough(text: string, phone: string): string {
  return text.startsWith("+") ? text : phone;
}

async function sayWord(stage: Stage): Promise<boolean> {
  const person = withNumber(stage);
  if (!person) return false;
  const { phone } = person;
  return stating(stage, phone, async (state) => {
    const digits = stage.chance() < 0.5 ? phone.slice(1) : `55${phone.slice(3, 5)}${phone.slice(-8)}`;
    await stage.world.control("POST", `/control/phones/${digits}/messages`, {
      sender: stage.number,
      kind: "text",
      text: state === "subscribed" ? "Voltar" : "PARAR",
    });
  });
}

/** Of one family, or somebody without a number with anybody, or two whose numbers change anyway. */
async function merge(stage: Stage): Promise<boolean> {
  const { chance, cast } = stage;
  const kept = somebody(stage);
  const others = cast.movers.includes(kept)
    ? cast.movers
    : [...cast.strays, ...cast.everybody.filter(({ phone }) => phone !== null && phone === kept.phone)];
  const gone = pick(chance, others);
  if (!gone?.born || !kept.born || cast.movers.includes(gone) !== cast.movers.includes(kept)) return false;
  return alone([gone, kept], async () => {
    // Who has a number may have taken it over from somebody else meanwhile.
    if (gone.phone && kept.phone && gone.phone !== kept.phone && !cast.movers.includes(kept)) return;
    await post(stage, "/users/merge", {
      merge_updates: [
        {
          identifier_to_merge: { external_id: gone.externalId },
          identifier_to_keep: { external_id: kept.externalId },
        },
      ],
    });
    unite(gone, kept);
  });
}

/** Somebody known by an alias only turns out to be this person. */
async function identify(stage: Stage): Promise<boolean> {
  const person = somebody(stage);
  return alone([person], async () => {
    const name = `a-${stage.next++}`;
    const user_alias = { alias_label: "shop", alias_name: name };
    await post(stage, "/users/alias/new", { user_aliases: [user_alias] });
    const key = pick(stage.chance, [...person.keys]) ?? `k${stage.next++}`;
    const time = new Date().toISOString();
    await post(stage, "/users/track", { events: [{ user_alias, name: "keyed", id: key, time }] });
    await post(stage, "/users/identify", {
      aliases_to_identify: [{ external_id: person.externalId, user_alias }],
    });
    person.keys.add(key);
    person.born = true;
    person.alias = name;
  });
}

async function renameAlias(stage: Stage): Promise<boolean> {
  const person = somebody(stage);
  if (!person.alias) return false;
  return alone([person], async () => {
    if (!person.alias) return;
    const to = `a-${stage.next++}`;
    await post(stage, "/users/alias/update", {
      alias_updates: [{ alias_label: "shop", old_alias_name: person.alias, new_alias_name: to }],
    });
    person.alias = to;
  });
}

async function renameExternalId(stage: Stage): Promise<boolean> {
  const person = somebody(stage);
  if (!person.born) return false;
  return alone([person], async () => {
    const to = `p-${stage.next++}-renamed`;
    await post(stage, "/users/external_ids/rename", {
      external_id_renames: [{ current_external_id: person.externalId, new_external_id: to }],
    });
    person.externalId = to;
  });
}

async function remove(stage: Stage): Promise<boolean> {
  const { chance, cast } = stage;
  // Seldom one of a family, or nobody would share a number in the end.
  const person = (chance() < 0.7 && pick(chance, [...cast.strays, ...cast.movers])) || somebody(stage);
  return alone([person], async () => {
    await post(stage, "/users/delete", { external_ids: [person.externalId] });
    forget(person);
  });
}

async function changeNumber(stage: Stage): Promise<boolean> {
  const { chance, cast } = stage;
  const person = pick(chance, cast.movers) as Person;
  return alone([person], async () => {
    const phone = chance() < 0.2 ? null : (pick(chance, cast.movingPhones) ?? null);
    const written = phone && spelled(phone, chance);
    await post(stage, "/users/track", { attributes: [{ external_id: person.externalId, phone: written }] });
    Object.assign(person, { phone, born: true });
  });
}

async function edit(stage: Stage): Promise<boolean> {
  const { world, workspaceId, cookie, chance } = stage;
  const person = somebody(stage);
  if (!person.born) return false;
  return beside([person], async () => {
    const { body } = await post(stage, "/users/export/ids", {
      external_ids: [person.externalId],
      fields_to_export: ["braze_id"],
    });
    const [user] = (body.users ?? []) as { braze_id: string }[];
    if (!user) throw new Error(`${person.externalId} was born and is not found`);
    const url = `/api/v1/workspaces/${workspaceId}/contacts/${user.braze_id}`;
    const answer = await world.call("PATCH", url, { cookie }, { firstName: pick(chance, ["Ana", "Zoë"]) });
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
  });
}

/** New people in pairs with one number, each in a spelling of its own, and rows about people who are there. */
async function importFile(stage: Stage): Promise<boolean> {
  const { world, workspaceId, subscriptionGroupId, cookie, chance } = stage;
  const known = [...new Set([somebody(stage), somebody(stage)])];
  return beside(known, async () => {
    const made = Array.from({ length: 20 }, () => {
      const n = stage.next++;
      return [`i-${n}`, `+55119700${String(n >> 1).padStart(5, "0")}`] as const;
    });
    const csv = [
      "id,name,number,consent",
      ...made.map(([id, phone]) => `${id},Rui,"${spelled(phone, chance)}",subscribed`),
      ...known.map(({ externalId }) => `${externalId},Lia,,`),
    ].join("\n");
    const base = `/api/v1/workspaces/${workspaceId}/imports`;
    const boundary = "----ponte";
    const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`;
    const headers = { cookie, "content-type": `multipart/form-data; boundary=${boundary}` };
    const stored = await world.call("POST", base, headers, file);
    const { id } = stored.body as { id: string };
    if (stored.status !== 201) throw new Error(`the file was refused: ${JSON.stringify(stored.body)}`);
    const mapping = {
      id: { target: "external_id" },
      name: { target: "first_name" },
      number: { target: "phone" },
      consent: { target: "subscription", subscriptionGroupId },
    };
    const started = await world.call(
      "PUT",
      `${base}/${id}/start`,
      { cookie },
      { mapping, options: { defaultCountry: "BR" } },
    );
    if (started.status !== 202 && started.attempts === 1)
      throw new Error(`the import did not start: ${JSON.stringify(started.body)}`);
    stage.imports.push(id);
    await untilImported(stage, `${base}/${id}`);
    for (const [externalId, phone] of made) stage.imported.set(externalId, phone);
    for (const person of known) person.born = true;
  });
}

async function untilImported({ world, cookie }: Stage, url: string): Promise<void> {
  for (let looks = 0; ; looks++) {
    const { body } = await world.call("GET", url, { cookie });
    if (body.state === "completed") return;
    if (body.state !== "running" || looks > 400) throw new Error(`${url}: ${JSON.stringify(body)}`);
    await rest(100);
  }
}

const resume = importJobs.find((job) => job.name === "contacts.imports_resume");

/** What the sweep of a minute later does for imports whose worker died. */
export async function aMinuteLater({ world }: Stage): Promise<void> {
  const { ctx } = world.app;
  const later = { now: () => new Date(Date.now() + 61_000) };
  await resume?.handler({ ...ctx, clock: later }, {}).catch(() => {});
}

/** Jobs that a killed worker holds would wait for hours. */
export async function freeJobs({ world }: Stage): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker._private_jobs
            where locked_by is not null))`.execute(world.app.ctx.db);
}
