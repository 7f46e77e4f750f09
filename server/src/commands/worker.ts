import { createApp } from "../app.ts";
import type { Command } from "./commands.ts";
import { requireDatabaseUrl, requireMigrated } from "./database.ts";
import { onStop, reportReady } from "./process.ts";

export const worker: Command = {
  about: "run a worker (campaigns, deliveries, receipts, imports)",
  async run(config) {
    const checked = requireDatabaseUrl(config);
    await requireMigrated(checked.databaseUrl);
    const app = await createApp(checked);
    await app.worker.start();
    app.ctx.log.info("worker ready");
    onStop(() => app.close());
    reportReady();
  },
};
