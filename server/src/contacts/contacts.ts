/**
 * Owns contacts, how they are found, their attributes, events and subscription states. Other domains import this file only.
 * Invariants: a contact's bucket is the last byte of its id; every identifier (phone in its canonical spelling,
 * e-mail, external id, BSUID, parent BSUID, aliases) has a row in contact_identifiers, so a look-up is one equality; all but
 * phone and e-mail lead to one contact; phone_shared is true exactly where another contact has the same number; an attribute
 * keeps the type of its
 * first value; every real change of a subscription state leaves a history row.
 */
export { type AttributeDefinition, listAttributes } from "./attribute-definitions.ts";
export { attributeValues } from "./attribute-suggestions.ts";
export {
  type AttributeChange,
  type AttributeType,
  attributeTypes,
  dateBound,
  type JsonObject,
  type JsonValue,
  parseAttributes,
  storedDate,
} from "./attribute-values.ts";
export { deleteContact } from "./deletion.ts";
export { blocklistedEvents, listEventNames, type NewEvent, recordEvents } from "./events.ts";
export { type ExportedContact, type ExportPart, exportContacts, purchaseEvent } from "./export.ts";
export { type ContactFields, type FieldName, fieldNames, parseFields } from "./fields.ts";
export {
  type Alias,
  type ContactRef,
  findAllContacts,
  findContacts,
  type Identifier,
} from "./identifiers.ts";
export {
  cancelImport,
  getImport,
  type Import,
  type ImportError,
  type ImportOptions,
  type ImportPreview,
  type ImportState,
  listImportErrors,
  listImports,
  startImport,
  storeImport,
} from "./imports/imports.ts";
export { type ColumnMapping, type ImportMapping, targets as importTargets } from "./imports/mapping.ts";
export { listAttribute as importListAttribute } from "./imports/rows.ts";
export { importJobs } from "./imports/run.ts";
export {
  type ContactCount,
  type ContactListItem,
  type ContactQuery,
  contactsById,
  countContacts,
  listContacts,
} from "./listing.ts";
export { canonicalPhone, internationalPhone, type Phone, phoneSpellings } from "./phone.ts";
export {
  aliasesOf,
  type ContactEvent,
  type ContactProfile,
  type EventSummary,
  eventSummaryOf,
  getContact,
  listContactEvents,
} from "./profile.ts";
export { type ContactForRendering, contactColumns } from "./rendering.ts";
export { resolveSender, type Sender } from "./senders.ts";
export { isStorable } from "./storable.ts";
export {
  type HistoryQuery,
  type SubscriptionChangeEntry,
  subscriptionHistory,
} from "./subscription-history.ts";
export {
  activeSubscriptionGroups,
  type ChangedSubscription,
  type SubscriptionChange,
  type SubscriptionChangeOptions,
  type SubscriptionDetail,
  type SubscriptionSource,
  type SubscriptionState,
  type SubscriptionView,
  setSubscriptionStates,
  subscriptionGroupExists,
  subscriptionsOf,
} from "./subscriptions.ts";
export { type WriteOptions, type WriteResult, writeContacts } from "./write.ts";
export type { ContactWrite } from "./write-state.ts";
