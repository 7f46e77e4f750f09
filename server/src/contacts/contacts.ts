/**
 * Owns contacts, how they are found, their attributes, events and subscription states. Other domains import this file only.
 * Invariants: a contact's bucket is the last byte of its id; every identifier (phone in its canonical spelling,
 * e-mail, external id, BSUID, parent BSUID, aliases) has a row in contact_identifiers, so a look-up is one equality; all but
 * phone and e-mail lead to one contact; phone_shared is true exactly where another contact has the same number; an attribute keeps the type of its
 * first value; every real change of a subscription state leaves a history row.
 */

export { type AliasRenaming, removeAlias, renameAlias } from "./aliases.ts";
export { type AttributeDefinition, listAttributes } from "./attribute-definitions.ts";
export {
  type AttributeChanges,
  type AttributeRemoval,
  attributeJobs,
  changeAttribute,
  type RegisteredAttribute,
  registeredAttribute,
  registeredAttributes,
  removeAttributeValues,
} from "./attribute-registry.ts";
export {
  attributeKeys,
  attributeValues,
  nestedAttributeValues,
  type SuggestedKey,
} from "./attribute-suggestions.ts";
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
export {
  type ContactEdit,
  type Expected,
  editContact,
  type FieldChange,
  undoChange,
} from "./changes.ts";
export { deleteContact, deleteContacts } from "./deletion.ts";
export { changeEvent, type RegisteredEvent, registeredEvent, registeredEvents } from "./event-registry.ts";
export { eventRetentionJobs } from "./event-retention.job.ts";
export { eventProperties, eventPropertyValues, type SuggestedProperty } from "./event-suggestions.ts";
export { eventRules, listEventNames, maxEventNames, type NewEvent, recordEvents } from "./events.ts";
export { type ExportedContact, type ExportPart, exportContacts, purchaseEvent } from "./export.ts";
export { type ContactFields, type FieldName, fieldNames, parseFields } from "./fields.ts";
export {
  type Alias,
  type ContactRef,
  findAllContacts,
  findContacts,
  type Identifier,
} from "./identifiers.ts";
export { type ImportError, listImportErrors } from "./imports/errors.ts";
export { errorsCsv as importErrorsCsv } from "./imports/errors-csv.ts";
export {
  cancelImport,
  checkImport,
  getImport,
  type Import,
  type ImportCounts,
  type ImportState,
  importStates,
  listImports,
  type StartInput as ImportStart,
  startImport,
} from "./imports/imports.ts";
export {
  type ColumnMapping,
  findBys as importFindBys,
  type ImportMapping,
  type ImportOptions,
  importModes,
  targets as importTargets,
} from "./imports/mapping.ts";
export { listAttribute as importListAttribute } from "./imports/rows.ts";
export { importJobs } from "./imports/run.ts";
export { type ImportPreview, previewImport, storeImport } from "./imports/upload.ts";
export { languages as importLanguages } from "./imports/words.ts";
export {
  type ContactCount,
  type ContactListItem,
  type ContactQuery,
  contactsById,
  countContacts,
  listContacts,
} from "./listing.ts";
export { keepContacts } from "./locks.ts";
export { type MergeOutcome, type MergeRequest, mergeContacts, mergedInto } from "./merging.ts";
export { type MergePreview, previewMerge } from "./merging-preview.ts";
export { joinSender } from "./merging-senders.ts";
export { consentOfPerson, eventsOfPerson, formerIds } from "./personal-export.ts";
export { canonicalPhone, internationalPhone, type Phone, phoneSpellings } from "./phone.ts";
export { phoneFactsJobs } from "./phone-facts.job.ts";
export {
  aliasesOf,
  type ContactEvent,
  type ContactProfile,
  contactExists,
  type EventSummary,
  eventSummaryOf,
  getContact,
  listContactEvents,
} from "./profile.ts";
export { type ContactForRendering, contactColumns } from "./rendering.ts";
export { findByText, searchCondition } from "./search.ts";
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
export { bestBatchSize, type WriteOptions, type WriteResult, writeContacts } from "./write.ts";
export type { ContactWrite } from "./write-state.ts";
