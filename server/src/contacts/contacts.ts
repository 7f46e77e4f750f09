/**
 * Owns contacts, how they are found, their attributes, events and subscription states. Other domains import this file only.
 * Invariants: a contact's bucket is the last byte of its id; every identifier (phone in its canonical spelling,
 * e-mail, external id, BSUID, parent BSUID, aliases) has a row in contact_identifiers, so a look-up is one equality; all but
 * phone and e-mail lead to one contact; phone_shared is true exactly where another contact has the same number; an attribute keeps the type of its
 * first value; every real change of a subscription state leaves a history row.
 */

export {
  type HistoryQuery,
  type SubscriptionChangeEntry,
  subscriptionHistory,
} from "./consent/subscription-history.ts";
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
} from "./consent/subscriptions.ts";
export { type AttributeDefinition, listAttributes } from "./data/attribute-definitions.ts";
export {
  type AttributeChanges,
  type AttributeRemoval,
  attributeJobs,
  changeAttribute,
  type RegisteredAttribute,
  registeredAttribute,
  registeredAttributes,
  removeAttributeValues,
} from "./data/attribute-registry.ts";
export {
  attributeKeys,
  attributeValues,
  nestedAttributeValues,
  type SuggestedKey,
} from "./data/attribute-suggestions.ts";
export {
  type AttributeChange,
  type AttributeType,
  attributeTypes,
  dateBound,
  type JsonObject,
  type JsonValue,
  parseAttributes,
  storedDate,
} from "./data/attribute-values.ts";
export {
  changeEvent,
  type RegisteredEvent,
  registeredEvent,
  registeredEvents,
} from "./data/event-registry.ts";
export { eventRetentionJobs } from "./data/event-retention.job.ts";
export { eventProperties, eventPropertyValues, type SuggestedProperty } from "./data/event-suggestions.ts";
export { eventRules, listEventNames, maxEventNames, type NewEvent, recordEvents } from "./data/events.ts";
export { type ContactFields, type FieldName, fieldNames, parseFields } from "./data/fields.ts";
export { isStorable } from "./data/storable.ts";
export { type AliasRenaming, removeAlias, renameAlias } from "./identity/aliases.ts";
export { deleteContact, deleteContacts } from "./identity/deletion.ts";
export {
  type Alias,
  type ContactRef,
  findAllContacts,
  findContacts,
  type Identifier,
} from "./identity/identifiers.ts";
export { type MergeOutcome, type MergeRequest, mergeContacts, mergedInto } from "./identity/merging.ts";
export { type MergePreview, previewMerge } from "./identity/merging-preview.ts";
export { joinSender } from "./identity/merging-senders.ts";
export { consentOfPerson, eventsOfPerson, formerIds } from "./identity/personal-export.ts";
export { canonicalPhone, internationalPhone, type Phone, phoneSpellings } from "./identity/phone.ts";
export { phoneFactsJobs } from "./identity/phone-facts.job.ts";
export { resolveSender, type Sender } from "./identity/senders.ts";
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
export { type ExportedContact, type ExportPart, exportContacts, purchaseEvent } from "./reading/export.ts";
export {
  type ContactCount,
  type ContactListItem,
  type ContactQuery,
  contactsById,
  countContacts,
  listContacts,
} from "./reading/listing.ts";
export {
  aliasesOf,
  type ContactEvent,
  type ContactProfile,
  contactExists,
  type EventSummary,
  eventSummaryOf,
  getContact,
  listContactEvents,
} from "./reading/profile.ts";
export { type ContactForRendering, contactColumns } from "./reading/rendering.ts";
export { findByText, searchCondition } from "./reading/search.ts";
export {
  type ContactEdit,
  type Expected,
  editContact,
  type FieldChange,
  undoChange,
} from "./writing/changes.ts";
export { keepContacts } from "./writing/locks.ts";
export { bestBatchSize, type WriteOptions, type WriteResult, writeContacts } from "./writing/write.ts";
export type { ContactWrite } from "./writing/write-state.ts";
