/** A short text back to somebody who just wrote: inside the service window, whatever the subscription state. */
import { checkFreeForm } from "../content/check.ts";
import type { Db } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import { queueRecipients, startDispatch } from "../messages/messages.ts";

export interface Answer {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  readonly contactId: string;
  /** May hold Liquid. Empty: nothing is sent. */
  readonly text: string;
  readonly at: Date;
}

/** In the transaction that stores the message, which also opens the window. */
export async function answerInWindow(tx: Db, { contactId, text, ...answer }: Answer): Promise<void> {
  if (text.trim() === "") return;
  const dispatch = await startDispatch(tx, {
    ...answer,
    kind: "api_message",
    message: { kind: "text", body: text, previewUrl: false },
    audience: null,
    requiresSubscription: false,
  });
  await queueRecipients(tx, dispatch, [{ contactId }], { at: answer.at });
}

/** 400 invalid_input when the text cannot be sent (wrong Liquid, too long). */
export function requireAnswer(text: string, path: string): void {
  if (text.trim() === "") return;
  const [problem] = checkFreeForm({ kind: "text", body: text, previewUrl: false });
  if (problem)
    throw new AppError("invalid_input", "A text cannot be sent as it is; see details.", {
      details: [{ path, code: problem.code, message: problem.message }],
    });
}
