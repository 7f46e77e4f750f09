/**
 * Owns the way in: webhooks stored before they are answered, then applied in order; inbound messages and their files, service
 * windows, words that unsubscribe. Invariants: what a provider was told 200 for is in the database until it is applied; applying it twice changes
 * nothing; an inbound message never subscribes anybody unless its whole text asks for it.
 */
export type { ConnectionRef, EventHandlers } from "./apply.ts";
export { createInbox, type Inbox } from "./inbox.ts";
export { type Wish, wishOf } from "./keywords.ts";
export { findMedia, mediaJobs, type StoredMedia } from "./media.ts";
export { markMessageRead, showTyping } from "./presence.ts";
export { createWebhookDoor, type WebhookDoor } from "./webhooks.ts";
