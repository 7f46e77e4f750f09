/** What every verb may need, made once per process by createApp. Tests replace the edges: clock, http, log. */
import type { Kysely } from "kysely";
import type { Config } from "../config.ts";
import type { Clock } from "./clock.ts";
import type { Pool } from "./db.ts";
import type { Files } from "./files.ts";
import type { HttpClient } from "./http.ts";
import type { Logger } from "./log.ts";
import type { DB } from "./schema.ts";
import type { Secrets } from "./secrets.ts";

export interface Context {
  readonly config: Config;
  readonly db: Kysely<DB>;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly http: HttpClient;
  readonly files: Files;
  readonly log: Logger;
  readonly secrets: Secrets;
}
