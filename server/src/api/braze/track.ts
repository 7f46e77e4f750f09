/**
 * What the objects of /users/track calls do: several calls of one workspace in one transaction, each with an answer of its
 * own. A call that fails can be made again as it was.
 */
import type { Transaction } from "kysely";
import {
  activeSubscriptionGroups,
  eventRules,
  maxEventNames,
  recordEvents,
  setSubscriptionStates,
  writeContacts,
} from "../../contacts/contacts.ts";
import { type Db, inTransaction, retryingConflicts } from "../../lib/db.ts";
import type { DB } from "../../lib/schema.ts";
import type { TrackError, TrackedObject } from "./track-objects.ts";

/** One call: its objects and whose it is. */
export interface TrackCall {
  readonly objects: readonly TrackedObject[];
  readonly actor: string;
  readonly at: Date;
}

export interface Tracked {
  /** Contacts that may only be updated and do not exist count as done. */
  readonly done: readonly TrackedObject[];
  readonly errors: readonly TrackError[];
  /** Whom the objects were about; null: nobody. In the order of the objects. */
  readonly contactIds: readonly (string | null)[];
}

interface Outcome {
  readonly object: TrackedObject;
  contactId: string | null;
  readonly problems: string[];
}

/** The answers come in the order of the calls; all are committed, or none is. */
export function track(db: Db, workspaceId: string, calls: readonly TrackCall[]): Promise<Tracked[]> {
  return retryingConflicts(() => inTransaction(db, (tx) => trackAll(tx, workspaceId, calls)));
}

async function trackAll(
  tx: Transaction<DB>,
  workspaceId: string,
  calls: readonly TrackCall[],
): Promise<Tracked[]> {
  const outcomes = calls.map(({ objects }) =>
    objects.map((object): Outcome => ({ object, contactId: null, problems: [] })),
  );
  const all = outcomes.flat();
  const namesKnown = await refuseEvents(tx, workspaceId, all);
  await write(tx, workspaceId, all, calls.at(-1)?.at ?? new Date());
  for (const [index, call] of calls.entries()) await subscribe(tx, workspaceId, outcomes[index] ?? [], call);
  await recordEvents(
    tx,
    workspaceId,
    all.flatMap(({ object: { event }, contactId }) => (event && contactId ? [{ contactId, ...event }] : [])),
    { namesKnown },
  );
  return outcomes.map(tracked);
}

/** Refuses what is blocklisted, and new names beyond their number; resolves to the names that are known. */
async function refuseEvents(
  tx: Transaction<DB>,
  workspaceId: string,
  all: readonly Outcome[],
): Promise<ReadonlySet<string>> {
  const names = new Set(all.flatMap(({ object: { event } }) => (event ? [event.name] : [])));
  const { known, blocklisted, tooMany } = await eventRules(tx, workspaceId, [...names]);
  for (const { object, problems } of all) {
    const name = object.event?.name ?? "";
    if (blocklisted.has(name))
      problems.push(
        `${name}: this event is on the workspace's blocklist and is not recorded. Leave it out, or take it off the blocklist.`,
      );
    else if (tooMany.has(name))
      problems.push(
        `${name}: this workspace has ${maxEventNames} kinds of events, as many as there may be, and takes no new one. Use one that is there; put what changes into properties, not into names.`,
      );
  }
  return known;
}

async function write(
  tx: Transaction<DB>,
  workspaceId: string,
  all: readonly Outcome[],
  at: Date,
): Promise<void> {
  const allowed = all.filter(({ problems }) => problems.length === 0);
  const results = await writeContacts(
    tx,
    workspaceId,
    allowed.map(({ object }) => object.write),
    { at },
  );
  for (const { index, id, problems } of results) {
    const outcome = allowed[index];
    if (!outcome) continue;
    outcome.contactId = id;
    outcome.problems.push(...problems.map(({ message }) => message));
  }
}

async function subscribe(
  tx: Transaction<DB>,
  workspaceId: string,
  outcomes: readonly Outcome[],
  { actor, at }: TrackCall,
): Promise<void> {
  const wanted = outcomes.flatMap((outcome) =>
    outcome.contactId === null
      ? []
      : outcome.object.subscriptions.map((one) => ({ ...one, outcome, contactId: outcome.contactId ?? "" })),
  );
  if (wanted.length === 0) return;
  const ids = [...new Set(wanted.map((one) => one.subscriptionGroupId))];
  const known = await activeSubscriptionGroups(tx, workspaceId, ids);
  const changes = wanted.filter((one) => known.has(one.subscriptionGroupId));
  await setSubscriptionStates(tx, workspaceId, changes, { source: "api", actor, at });
  for (const { outcome, subscriptionGroupId } of wanted)
    if (!known.has(subscriptionGroupId))
      outcome.problems.push(
        `subscription_group_id ${subscriptionGroupId} is not a sending number of this workspace.`,
      );
}

function tracked(outcomes: readonly Outcome[]): Tracked {
  return {
    done: outcomes
      .filter(({ contactId, problems }) => contactId || problems.length === 0)
      .map(({ object }) => object),
    errors: outcomes.flatMap(({ object: { array, index }, problems }) =>
      problems.map((type) => ({ type, input_array: array, index })),
    ),
    contactIds: outcomes.map(({ contactId }) => contactId),
  };
}
