/**
 * Owns dispatches and sends: from an audience or a list of recipients to a message at the provider, and what receipts and
 * replies say about it. Other domains import this file only. Invariants: one send per dispatch and contact, one message per
 * number; states only move forward and accepted_at, delivered_at, read_at, failed_at, replied_at are set once; every counter in
 * send_stats moves in the statement that moves the rows; a send is never offered to a provider under two message ids.
 * Counters: queued = everybody a dispatch looked at; waiting = queued - accepted - refused - skipped - canceled;
 * refused = failed without ever having been accepted (also in failed); skipped = got no message, by reason in send_reasons.
 */
import { contactDeletedJobs } from "./contact-deleted.job.ts";
import { contactMovedJobs } from "./contact-moved.job.ts";

export { type AudienceCounts, audienceCounts } from "./audience.ts";
export { applyClicks, type Click } from "./clicks.ts";
export { dispatchFinishedJob } from "./completion.ts";
export { createDelivery, type Delivery } from "./delivery.ts";
export {
  type Dispatch,
  type DispatchChoice,
  type DispatchState,
  loadDispatch,
  type NewDispatch,
  pauseDispatches,
  resumeDispatches,
  type StopCode,
  startDispatch,
  stopDispatches,
} from "./dispatches.ts";
export { decodeMessageId, encodeMessageId, type SendKey } from "./message-id.ts";
export { followMoved } from "./moved-sends.ts";
export { numbersOf, type Reach, type ReachTarget, reachExactly, reachQuickly } from "./reach.ts";
export { explainReason, type ReasonExplanation } from "./reasons.ts";
export { type AppliedReceipts, applyReceipts } from "./receipts.ts";
export { type QueuedRecipient, type QueueOptions, queueRecipients, type Recipient } from "./recipients.ts";
export { findAnsweredSend, markReplied, type ReplyQuery } from "./replies.ts";
export { cancelSendsOfNumber } from "./stopping.ts";

/** What follows a merge or a deletion of contacts. */
export const messageContactJobs = [...contactMovedJobs, ...contactDeletedJobs];
