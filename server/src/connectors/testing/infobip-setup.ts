/** For whom the tables of the Infobip connector speak. */

import { infobip } from "../infobip/infobip.ts";
import type { ConnectorSetup, ScriptedCall } from "./run-cases.ts";
import type { ScriptedAnswer } from "./scripted-http.ts";

export const setup: ConnectorSetup = {
  connector: infobip,
  credentials: { baseUrl: "https://x.api.infobip.com", apiKey: "key-of-the-account", allowedHosts: [] },
  auth: { authorization: "App key-of-the-account" },
  secrets: ["secret-of-webhooks"],
};

/** Calls whose address and body do not matter. */
export function script(answers: readonly ScriptedAnswer[]): ScriptedCall[] {
  return answers.map((answer) => ({ answer }));
}

/** A refusal in the older of Infobip's two shapes. */
export function classic(text: string, validationErrors?: Record<string, string[]>) {
  return {
    requestError: {
      serviceException: { messageId: "X", text, ...(validationErrors ? { validationErrors } : {}) },
    },
  };
}
