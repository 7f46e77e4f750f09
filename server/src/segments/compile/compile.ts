/**
 * A filter tree -> one SQL predicate over `contacts c`. Pure; every value travels as a parameter. Each leaf is true or false,
 * never null, so that "not" means what it says: a contact without the attribute is not equal to anything. Other tables are
 * reached through workspace_id, bucket and the contact's id only.
 *
 * Seen with 300,000 contacts, 3,000,000 events and 600,000 sends on two busy cores (least of three, milliseconds): country 77,
 * number 186, array 160, subscription 152, read in 90 days 233, at least two events in 30 days 872, and six of these together
 * 624. As first written those six took 1,082: containment was expected of one row in a thousand, and a scalar count kept the
 * query on one core. Where an `exists` stands under "or" PostgreSQL hashes the other table or asks contact by contact, as it
 * finds cheaper, on one core. One contact: 0.3 to 1.2 for one condition, 1.5 to 2.3 for the six, most of it planning.
 */
import { type RawBuilder, sql } from "kysely";
import type { Filter } from "../filter.ts";
import { attributePredicate } from "./compile-attribute.ts";
import { agePredicate, importPredicate, phonePredicate, randomBucketPredicate } from "./compile-contact.ts";
import { eventPredicate, eventTimePredicate, purchasePredicate } from "./compile-event.ts";
import {
  lastMessagePredicate,
  messagePredicate,
  subscriptionPredicate,
  windowPredicate,
} from "./compile-message.ts";
import { cheapestFirst } from "./cost.ts";
import type { CompileOptions, Predicate } from "./predicate.ts";

export type { CompileOptions, Predicate } from "./predicate.ts";

/** Takes an expanded tree (segments.ts expandFilter): references to other segments are a mistake of the caller. */
export function compileFilter(filter: Filter, options: CompileOptions): Predicate {
  switch (filter.kind) {
    case "and":
      return joined(filter.children, sql` and `, sql`true`, options);
    case "or":
      return joined(filter.children, sql` or `, sql`false`, options);
    case "not":
      return sql`not (${compileFilter(filter.child, options)})`;
    case "attribute":
      return attributePredicate(filter, options);
    case "event":
      return eventPredicate(filter, options);
    case "event_time":
      return eventTimePredicate(filter, options);
    case "purchase":
      return purchasePredicate(filter, options);
    case "subscription":
      return subscriptionPredicate(filter, options);
    case "message":
      return messagePredicate(filter, options);
    case "last_message":
      return lastMessagePredicate(filter, options);
    case "window":
      return windowPredicate(filter, options);
    case "phone":
      return phonePredicate(filter);
    case "age":
      return agePredicate(filter, options);
    case "random_bucket":
      return randomBucketPredicate(filter);
    case "import":
      return importPredicate(filter);
    case "segment":
      throw new Error("a filter must be expanded before it is compiled");
  }
}

function joined(
  children: readonly Filter[],
  word: RawBuilder<unknown>,
  empty: Predicate,
  options: CompileOptions,
): Predicate {
  if (children.length === 0) return empty;
  return sql`(${sql.join(
    cheapestFirst(children).map((child) => compileFilter(child, options)),
    word,
  )})`;
}
