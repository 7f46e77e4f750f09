/** What the objects of one /users/track call do, in one transaction: a call that fails can be made again as it was. */
import type { Transaction } from "kysely";
import {
  activeSubscriptionGroups,
  recordEvents,
  setSubscriptionStates,
  writeContacts,
} from "../../contacts/contacts.ts";
import { type Db, inTransaction, retryingDeadlocks } from "../../lib/db.ts";
import type { DB } from "../../lib/schema.ts";
import type { TrackError, TrackedObject } from "./track-objects.ts";

export interface Tracked {
  /** Contacts that may only be updated and do not exist count as done. */
  readonly done: readonly TrackedObject[];
  readonly errors: readonly TrackError[];
}

interface By {
  readonly actor: string;
  readonly at: Date;
}

interface Written {
  readonly object: TrackedObject;
  readonly contactId: string;
}

export function track(
  db: Db,
  workspaceId: string,
  objects: readonly TrackedObject[],
  by: By,
): Promise<Tracked> {
  return retryingDeadlocks(() => inTransaction(db, (tx) => trackAll(tx, workspaceId, objects, by)));
}

async function trackAll(
  tx: Transaction<DB>,
  workspaceId: string,
  objects: readonly TrackedObject[],
  by: By,
): Promise<Tracked> {
  const results = await writeContacts(
    tx,
    workspaceId,
    objects.map((object) => object.write),
    { at: by.at },
  );
  const outcomes = objects.map((object, index) => {
    const { id = null, problems = [] } = results[index] ?? {};
    return { object, id, problems };
  });
  const written = outcomes.flatMap(({ object, id }) => (id ? [{ object, contactId: id }] : []));
  const unknown = await subscribe(tx, workspaceId, written, by);
  await recordEvents(
    tx,
    workspaceId,
    written.flatMap(({ object, contactId }) => (object.event ? [{ contactId, ...object.event }] : [])),
  );
  const refused = outcomes.flatMap(({ object, problems }) =>
    problems.map(({ message }) => errorOf(object, message)),
  );
  return {
    done: outcomes.filter(({ id, problems }) => id || problems.length === 0).map(({ object }) => object),
    errors: [...refused, ...unknown],
  };
}

async function subscribe(
  tx: Transaction<DB>,
  workspaceId: string,
  written: readonly Written[],
  by: By,
): Promise<TrackError[]> {
  const wanted = written.flatMap(({ object, contactId }) =>
    object.subscriptions.map((subscription) => ({ ...subscription, contactId, object })),
  );
  const ids = [...new Set(wanted.map((one) => one.subscriptionGroupId))];
  const known = await activeSubscriptionGroups(tx, workspaceId, ids);
  const changes = wanted.filter((one) => known.has(one.subscriptionGroupId));
  await setSubscriptionStates(tx, workspaceId, changes, { source: "api", ...by });
  return wanted
    .filter((one) => !known.has(one.subscriptionGroupId))
    .map(({ object, subscriptionGroupId }) =>
      errorOf(
        object,
        `subscription_group_id ${subscriptionGroupId} is not a sending number of this workspace.`,
      ),
    );
}

function errorOf({ array, index }: TrackedObject, type: string): TrackError {
  return { type, input_array: array, index };
}
