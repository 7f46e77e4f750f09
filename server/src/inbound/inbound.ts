/**
 * Owns the way in: webhooks stored before they are answered, then applied in order; inbound messages and their files, service
 * windows, words that unsubscribe. Invariants: what a provider was told 200 for is in the database until it is applied; applying it twice changes
 * nothing; an inbound message never subscribes anybody unless its whole text asks for it, it is the text of a link that was made to
 * subscribe, or it confirms a form that was filled in.
 */
import { contactDeletedJobs } from "./contact-deleted.job.ts";
import { contactMovedJobs } from "./contact-moved.job.ts";

export type { ConnectionRef, EventHandlers } from "./apply.ts";
export { createInbox, type Inbox } from "./inbox.ts";
export { type Wish, wishOf } from "./keywords.ts";
export { findMedia, mediaJobs, type StoredMedia } from "./media.ts";
export * from "./opt-ins/opt-ins.ts";
export { markMessageRead, showTyping } from "./presence.ts";
export { createWebhookDoor, type WebhookDoor } from "./webhooks.ts";
export { listWords, resetWords, saveWords, type WorkspaceWords } from "./words.ts";

/** What follows a merge or a deletion of contacts. */
export const inboundContactJobs = [...contactMovedJobs, ...contactDeletedJobs];
