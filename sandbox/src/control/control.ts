/** The sandbox's own API: settings, accounts, senders, phones, witness. No auth; the process binds loopback by default. */
import type { FastifyInstance } from "fastify";
import { registerFiles } from "../phone/files.ts";
import { flush, resetSandbox, type Sandbox } from "../sandbox.ts";
import { applySettings, type SettingsPatch } from "../settings.ts";
import { registerAccounts } from "./accounts.ts";
import { registerByTemplate } from "./by-template.ts";
import { registerFaults } from "./faults.ts";
import { registerFlowScreens } from "./flows.ts";
import { registerForeign } from "./foreign.ts";
import { invalid, sendControlError } from "./http.ts";
import { registerLive } from "./live.ts";
import { registerMetaControl } from "./meta.ts";
import { registerPhones } from "./phones.ts";
import { registerSenders } from "./senders.ts";
import { registerTemplateList } from "./templates.ts";
import { registerWall } from "./wall.ts";
import { registerWebhookEvents } from "./webhook-events.ts";
import { registerWitness } from "./witness.ts";

export function registerControl(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  app.setErrorHandler(sendControlError);
  app.get("/control/settings", () => state.settings);
  app.patch("/control/settings", (request) => {
    try {
      applySettings(state.settings, (request.body ?? {}) as SettingsPatch);
    } catch (error) {
      throw invalid((error as Error).message);
    }
    state.onChange();
    return state.settings;
  });
  app.post("/control/flush", () => flush(sandbox));
  app.post("/control/reset", (_request, reply) => {
    resetSandbox(sandbox);
    return reply.code(204).send();
  });
  registerFaults(app, sandbox);
  registerAccounts(app, sandbox);
  registerSenders(app, sandbox);
  registerPhones(app, sandbox);
  registerFlowScreens(app, sandbox);
  registerFiles(app);
  registerWall(app, state);
  registerByTemplate(app, state);
  registerLive(app, sandbox);
  registerTemplateList(app, sandbox);
  registerWebhookEvents(app, sandbox);
  registerForeign(app, sandbox);
  registerWitness(app, sandbox);
  registerMetaControl(app, sandbox);
}
