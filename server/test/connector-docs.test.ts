/** docs/connecting-infobip.md explains every error of connecting and everything that pauses a connection. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { requiredScopes } from "../src/connectors/infobip/account.ts";
import { infobipErrors } from "../src/connectors/infobip/errors.ts";

const root = path.resolve(import.meta.dirname, "../..");
const guide = readFileSync(path.join(root, "docs/connecting-infobip.md"), "utf8");
const rows = [...guide.matchAll(/^\| `([a-z0-9:_-]+)` \|/gm)].map(([, code]) => code);

test("each error code has a row, and each row a code", () => {
  const folder = path.join(root, "server/src/connectors");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
  const thrown = [...sources.matchAll(/(?:new AppError|conflict)\(\s*"([a-z_]+)"/g)].map(([, code]) => code);
  const pausing = [...infobipErrors.values()].filter((entry) => entry.action === "pause_connection");
  expect([...rows].sort()).toEqual([...new Set([...thrown, ...pausing.map(({ code }) => code)])].sort());
});

test("the six scopes are named", () => {
  for (const scope of requiredScopes) expect(guide).toContain(`\`${scope}\``);
});
