/**
 * The pages a person sees in the sandbox: overview, "Infobip portal", sign-up popup with its SDK, phones, faults.
 *
 * Nothing is built: the browser loads plain ES modules from `assets/`, and preact, htm from node_modules through an
 * import map. The pages own no state; everything they show and change goes through `/control/*` and `/meta/signup/*`.
 */
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { registerFacts } from "./facts.ts";
import { registerSdk } from "./sdk.ts";
import { type Page, renderPage } from "./shell.ts";
import { registerVendor } from "./vendor.ts";

const ASSETS = fileURLToPath(new URL("./assets/", import.meta.url));

const PAGES: { paths: string[]; page: Page }[] = [
  { paths: ["/"], page: { title: "Sandbox", folder: "home" } },
  { paths: ["/portal", "/portal/*"], page: { title: "Infobip portal (sandbox)", folder: "portal" } },
  { paths: ["/meta/dialog/oauth"], page: { title: "Sign up (sandbox)", folder: "signup" } },
  { paths: ["/meta/business"], page: { title: "Meta Business settings (sandbox)", folder: "meta-business" } },
  { paths: ["/phones", "/phones/:number"], page: { title: "Phones (sandbox)", folder: "phones" } },
  { paths: ["/faults"], page: { title: "Faults (sandbox)", folder: "faults" } },
];

/** Adds the HTML pages, `/assets/*` and `/meta/sdk.js` to the sandbox's server. */
export function registerPages(app: FastifyInstance): void {
  app.register(fastifyStatic, { root: ASSETS, prefix: "/assets/", decorateReply: false });
  registerVendor(app);
  registerFacts(app);
  registerSdk(app, ASSETS);
  for (const { paths, page } of PAGES) {
    const body = renderPage(page);
    const send = (_request: unknown, reply: FastifyReply) =>
      reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(body);
    for (const path of paths) app.get(path, send);
  }
}
