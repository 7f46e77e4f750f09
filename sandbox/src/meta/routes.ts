/** Meta's side: Graph under `/graph`, the sign-up's JSON under `/meta/signup` (the popup's pages call it). */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { notFound, sendControlError } from "../control/http.ts";
import { asObject, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { registerGraph } from "./graph.ts";
import type { Codes } from "./oauth.ts";
import {
  chooseBusiness,
  chooseNumber,
  chooseWaba,
  describeProfile,
  openSession,
  type SignupSession,
  type SignupSessions,
  scanned,
  sendAppNumber,
  sendCode,
  signupContext,
  verifyCode,
} from "./signup.ts";
import { finish } from "./signup-finish.ts";
import { runScript } from "./signup-script.ts";

export async function registerMeta(app: FastifyInstance, sandbox: Sandbox): Promise<void> {
  const codes: Codes = new Map();
  await app.register(async (plugin) => registerGraph(plugin, sandbox, codes));
  await app.register(async (plugin) => registerSignup(plugin, sandbox, codes));
}

function registerSignup(app: FastifyInstance, sandbox: Sandbox, codes: Codes): void {
  const sessions: SignupSessions = new Map();
  app.setErrorHandler(sendControlError);
  app.get("/meta/signup/context", (request) => signupContext(sandbox, asObject(request.query)));
  app.post("/meta/signup/sessions", (request) => openSession(sandbox, sessions, asObject(request.body)));
  const step = (name: string, take: (session: SignupSession, body: Json) => unknown) =>
    app.post(`/meta/signup/sessions/:id/${name}`, (request) =>
      take(findSession(sessions, request), asObject(request.body)),
    );
  step("business", (session, body) => chooseBusiness(sandbox, session, body));
  step("waba", (session, body) => chooseWaba(sandbox, session, body));
  step("profile", (session, body) => describeProfile(session, body));
  step("phone", (session, body) => sendCode(sandbox, session, body));
  step("verify", (session, body) => verifyCode(session, body));
  step("number", (session, body) => chooseNumber(sandbox, session, body));
  step("app-number", (session, body) => sendAppNumber(sandbox, session, body));
  step("scan", (session) => scanned(session));
  step("finish", (session, body) => finish(sandbox, codes, session, body));
  step("run", (session, body) => {
    runScript(sandbox, session, body);
    return finish(sandbox, codes, session, body);
  });
}

function findSession(sessions: SignupSessions, request: FastifyRequest): SignupSession {
  const { id } = request.params as { id: string };
  const session = sessions.get(id);
  if (!session) throw notFound("This sign-up");
  return session;
}
