/** server/openapi.json -> web/src/api/generated/schema.ts: the types of the dashboard's API client. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const root = path.resolve(import.meta.dirname, "..");
const out = path.join(root, "web/src/api/generated/schema.ts");
const document = JSON.parse(readFileSync(path.join(root, "server/openapi.json"), "utf8"));
mkdirSync(path.dirname(out), { recursive: true });
writeFileSync(
  out,
  `// Generated from server/openapi.json. Do not edit.\n${astToString(await openapiTS(document))}`,
);
