/** Writes server/openapi.json from the routes' own schemas. The web client's types are generated from that file. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { openApiDocument } from "../api/openapi.ts";
import { createApp } from "../app.ts";
import type { Command } from "./commands.ts";

export const openapi: Command = {
  about: "write server/openapi.json",
  async run(config) {
    // No route is called, so the database is never connected to.
    const app = await createApp({ ...config, databaseUrl: "postgres://nobody@127.0.0.1:1/none" });
    await app.server.ready();
    writeFileSync(
      path.resolve(import.meta.dirname, "../../openapi.json"),
      `${JSON.stringify(openApiDocument(app.server), null, 2)}\n`,
    );
    await app.close();
  },
};
