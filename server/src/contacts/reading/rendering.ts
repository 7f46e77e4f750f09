/** What personalisation reads of a contact. */
import { sql } from "kysely";
import type { JsonObject } from "../data/attribute-values.ts";

export interface ContactForRendering {
  readonly id: string;
  readonly bucket: number;
  readonly externalId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly bsuid: string | null;
  readonly country: string | null;
  readonly homeCity: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly gender: string | null;
  /** YYYY-MM-DD */
  readonly dateOfBirth: string | null;
  readonly attributes: JsonObject;
  readonly randomBucket: number;
  readonly createdAt: Date;
}

/** Select list over `contacts c`; the result rows are ContactForRendering. */
export const contactColumns = sql.raw(
  [
    "id",
    "bucket",
    "external_id",
    "first_name",
    "last_name",
    "email",
    "phone",
    "bsuid",
    "country",
    "home_city",
    "language",
    "time_zone",
    "gender",
    "date_of_birth",
    "attributes",
    "random_bucket",
    "created_at",
  ]
    .map((column) => `c.${column}`)
    .join(", "),
);
