/** A server or a worker process as `ponte serve` and `ponte worker` start it, but for its clock: `role.ts <role> <clock start>`. */
import { createApp } from "../../src/app.ts";
import { requireDatabaseUrl } from "../../src/commands/database.ts";
import { onStop, reportReady } from "../../src/commands/process.ts";
import { loadConfig } from "../../src/config.ts";
import { fastClock } from "./fast-clock.ts";

const [role, startedAt] = process.argv.slice(2);
const config = requireDatabaseUrl(loadConfig());
const app = await createApp(config, { clock: fastClock(Number(startedAt)) });
if (role === "serve") await app.server.listen({ host: config.host, port: config.port });
else await app.worker.start();
onStop(() => app.close());
reportReady();
