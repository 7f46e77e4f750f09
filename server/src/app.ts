/**
 * Puts the parts together: createApp(config, overrides) -> App. The roles (server, worker) start what they need of it; tests
 * replace clock, http and log and drain the work instead of waiting for it.
 */
import { type ApiServer, createHttpServer } from "./api/http-server.ts";
import { registerRoutes } from "./api/routes.ts";
import type { Config } from "./config.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import type { Context } from "./lib/context.ts";
import { openDatabase } from "./lib/db.ts";
import { createFiles } from "./lib/files.ts";
import { createHttpClient, type HttpClient } from "./lib/http.ts";
import { createLogger, type Logger } from "./lib/log.ts";
import { createSecrets } from "./lib/secrets.ts";
import { createWorker, type Worker } from "./worker.ts";
import { createAuthenticator } from "./workspaces/authenticator.ts";

export interface Overrides {
  readonly clock?: Clock;
  readonly http?: HttpClient;
  readonly log?: Logger;
}

export interface App {
  readonly ctx: Context;
  readonly server: ApiServer;
  readonly worker: Worker;
  /** Runs jobs, inbox and deliveries until nothing is due any more. */
  processAll(): Promise<void>;
  close(): Promise<void>;
}

export async function createApp(
  config: Config & { databaseUrl: string },
  overrides: Overrides = {},
): Promise<App> {
  const database = openDatabase(config.databaseUrl, config.databasePoolSize);
  const ctx: Context = {
    config,
    db: database.db,
    pool: database.pool,
    clock: overrides.clock ?? systemClock,
    http: overrides.http ?? createHttpClient(),
    files: createFiles(config.files),
    log: overrides.log ?? createLogger(config.logLevel),
    secrets: createSecrets(config),
  };
  const server = await createHttpServer(ctx, createAuthenticator(ctx));
  await registerRoutes(server, ctx);
  const worker = createWorker(ctx);
  return {
    ctx,
    server,
    worker,
    processAll: () => worker.drain(),
    async close() {
      await server.close();
      await worker.stop();
      await ctx.http.close();
      await database.close();
    },
  };
}
