/** `ponte sandbox`: the sandbox alone, for trying one's own integration with Infobip or Meta. No database, no server. */
import path from "node:path";
import type { Command } from "./commands.ts";
import { onStop } from "./process.ts";
import { runRole } from "./supervisor.ts";

const main = path.resolve(import.meta.dirname, "../../../sandbox/src/main.ts");

export const sandbox: Command = {
  about: "run the sandbox alone (stands in for Infobip, Meta and phones)",
  async run(config) {
    const role = runRole("sandbox", main, ["--announce"], {
      ...process.env,
      PONTE_SANDBOX_PORT: String(config.sandbox.port),
      PONTE_SANDBOX_DATA: process.env.PONTE_SANDBOX_DATA ?? path.join(config.dataDir, "sandbox"),
      NODE_OPTIONS: "",
    });
    onStop(() => role.stop());
    await role.ready;
  },
};
