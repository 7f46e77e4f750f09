import { createApp } from "../app.ts";
import type { Command } from "./commands.ts";
import { requireDatabaseUrl } from "./database.ts";
import { onStop, reportReady } from "./process.ts";

export const worker: Command = {
  about: "run a worker (campaigns, deliveries, receipts, imports)",
  async run(config) {
    const app = await createApp(requireDatabaseUrl(config));
    await app.worker.start();
    app.ctx.log.info("worker ready");
    onStop(() => app.close());
    reportReady();
  },
};
