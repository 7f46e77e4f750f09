import { createApp } from "../app.ts";
import type { Command } from "./commands.ts";
import { requireDatabaseUrl, requireMigrated } from "./database.ts";
import { onStop, reportReady } from "./process.ts";
import { UsageError } from "./usage.ts";

export const serve: Command = {
  about: "run the HTTP server (dashboard, API, webhooks)",
  async run(config) {
    const checked = requireDatabaseUrl(config);
    await requireMigrated(checked.databaseUrl);
    const app = await createApp(checked);
    try {
      await app.server.listen({ host: config.host, port: config.port });
    } catch (cause) {
      if ((cause as { code?: string }).code !== "EADDRINUSE") throw cause;
      throw new UsageError(
        `Port ${config.port} is taken by another program. Stop it, or set PONTE_PORT to a free port.`,
      );
    }
    app.ctx.log.info({ port: config.port }, "server ready");
    onStop(() => app.close());
    reportReady();
  },
};
