/**
 * The sandbox as one Fastify process: it plays Infobip (at the root), Meta (`/graph`, `/meta`) and the phones
 * (`/phones`, `/control`). It imports nothing of the product it stands beside.
 */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { registerControl } from "./control/control.ts";
import { registerFlowPages } from "./flow-json/pages.ts";
import { errorBody, InfobipError } from "./infobip/errors.ts";
import { registerMediaHost } from "./infobip/media.ts";
import { registerInfobip } from "./infobip/routes.ts";
import { graphErrorBody, unknownNode } from "./meta/errors.ts";
import { registerMeta } from "./meta/routes.ts";
import { registerPages } from "./pages/pages.ts";
import { resume } from "./resume.ts";
import { registerSampleMedia } from "./sample-media.ts";
import { createSandbox, type Sandbox, stopSandbox } from "./sandbox.ts";
import { applySettings, type Settings } from "./settings.ts";
import { Snapshot } from "./snapshot.ts";
import type { State } from "./state.ts";

export interface SandboxOptions {
  port?: number;
  host?: string;
  dataDir?: string;
  settings?: Partial<Settings>;
}

export interface RunningSandbox {
  url: string;
  port: number;
  state: State;
  close(): Promise<void>;
}

const BODY_LIMIT = 32 * 1024 * 1024;

/** Starts a sandbox. Port 0 takes any free one; without `dataDir` it lives in memory only. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { port = 0, host = "127.0.0.1", settings = {} } = options;
  const sandbox = createSandbox();
  const snapshot = options.dataDir ? new Snapshot(sandbox.state, options.dataDir) : null;
  applySettings(sandbox.state.settings, settings);
  const app = await createApp(sandbox);
  await app.listen({ port, host });
  const address = app.server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  sandbox.url = `http://localhost:${actualPort}`;
  resume(sandbox);
  return {
    url: sandbox.url,
    port: actualPort,
    state: sandbox.state,
    close: async () => {
      snapshot?.close();
      await stopSandbox(sandbox);
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

async function createApp(sandbox: Sandbox): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
  });
  readBodies(app);
  const links = registerMediaHost(app);
  await app.register(async (plugin) => registerInfobip(plugin, sandbox, links));
  await app.register(async (plugin) => registerControl(plugin, sandbox));
  await registerMeta(app, sandbox);
  registerSampleMedia(app);
  registerFlowPages(app, sandbox);
  registerPages(app);
  app.setNotFoundHandler(sendNotFound);
  return app;
}

/** JSON (an empty body is an empty object), forms, and anything else as bytes. */
function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? {} : JSON.parse(body as string));
    } catch {
      done(Object.assign(new Error("The body is not valid JSON"), { statusCode: 400 }));
    }
  });
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body as string)));
    },
  );
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}

/** Unknown addresses answer in the words of the provider whose part of the address space they are in. */
function sendNotFound(request: FastifyRequest, reply: FastifyReply): unknown {
  if (request.url.startsWith("/graph")) return reply.code(400).send(graphErrorBody(unknownNode(request.url)));
  if (request.url.startsWith("/control") || request.url.startsWith("/meta")) {
    return reply
      .code(404)
      .send({ error: { code: "not_found", message: `The sandbox has no ${request.url}.` } });
  }
  return reply.code(404).send(errorBody(new InfobipError(404), "A"));
}
