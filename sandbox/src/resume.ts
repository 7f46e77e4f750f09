/** After a restart: what was under way when the last run ended goes on. */
import { finishRegistration } from "./infobip/registration.ts";
import type { Sandbox } from "./sandbox.ts";
import { reviewTemplate } from "./templates.ts";

export function resume(sandbox: Sandbox): void {
  const { state } = sandbox;
  for (const waba of state.wabas.values()) {
    const account = waba.accountKey ? state.accounts.get(waba.accountKey) : undefined;
    if (account && waba.registration === "IN_PROGRESS") finishRegistration(sandbox, account, waba);
  }
  for (const template of state.templates.values()) {
    if (template.underReview) reviewTemplate(sandbox, template);
  }
  const now = Date.now();
  for (const message of state.messages) {
    if (!message.fromPhone && message.state === "pending") sandbox.receipts.schedule(message, now);
  }
}
