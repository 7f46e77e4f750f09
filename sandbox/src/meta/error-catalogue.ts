/**
 * Meta's error codes: HTTP status in the answer of a call, title, and what the details say when nothing more exact is known.
 * The one table that the checks, the magic recipients and the failed statuses speak from.
 */

export interface CatalogueEntry {
  code: number;
  http: number;
  title: string;
  details: string;
  /** Whether it can arrive as the failed status of an accepted message. */
  asynchronous: boolean;
}

type Row = [code: number, http: number, title: string, details: string];

const SYNC: Row[] = [
  [0, 401, "AuthException", "The token could not be authenticated."],
  [1, 400, "API Unknown", "An unknown error occurred. Check the request, then try again."],
  [2, 503, "API Service", "The service is down or overloaded."],
  [3, 500, "API Method", "The app lacks the capability for this call."],
  [4, 400, "Application request limit reached", "The app made too many calls. Wait and try again."],
  [
    10,
    403,
    "Application does not have permission for this action",
    "A permission was not given or was removed.",
  ],
  [33, 400, "Parameter value is not valid", "The business phone number has been deleted."],
  [100, 400, "Invalid parameter", "One or more parameters are wrong."],
  [190, 401, "Access token has expired", "Get a new access token."],
  [
    200,
    403,
    "Permission is either not granted or has been removed",
    "A permission was not given or was removed.",
  ],
  [368, 403, "Temporarily blocked for policies violations", "The account broke the platform's policy."],
  [80007, 400, "Rate limit issues", "The WhatsApp Business account made too many calls."],
  [131005, 403, "Access denied", "A permission was not given or was removed."],
  [131008, 400, "Required parameter is missing", "The request lacks a required parameter."],
  [131009, 400, "Parameter value is not valid", "A value of the request is not valid."],
  [131016, 500, "Service unavailable", "A service is temporarily unavailable."],
  [131020, 400, "Group message not allowed", "The group has one member."],
  [131030, 400, "Recipient phone number not in allowed list", "Add the recipient to the test number's list."],
  [131041, 400, "Group unknown", "There is no such group."],
  [131055, 400, "Method not allowed", "This method cannot be used here."],
  [
    131057,
    500,
    "Account in maintenance mode",
    "The number is being changed, for example to a higher throughput.",
  ],
  [131059, 400, "Invalid cursor", "The cursor is wrong or too old."],
  [131062, 400, "Business-scoped user id not allowed", "This message needs the recipient's phone number."],
  [
    131063,
    400,
    "Marketing templates are disabled",
    "Marketing templates of this account go through the marketing API.",
  ],
  [
    132000,
    400,
    "Number of parameters does not match the expected number of params",
    "Give each variable of the template one value.",
  ],
  [
    132001,
    404,
    "Template name does not exist in the translation",
    "The template does not exist in this language or is not approved.",
  ],
  [132005, 400, "Translated text too long", "The text with its values is too long."],
  [132007, 400, "Template format character policy violated", "The content breaks the policy."],
  [132008, 400, "Parameter format mismatch", "A parameter has the wrong format."],
  [
    132012,
    400,
    "Parameter format does not match format in the created template",
    "A parameter has the wrong kind.",
  ],
  [132018, 400, "Template parameter problem", "The parameters of the template are wrong."],
  [133000, 500, "Incomplete deregistration", "An earlier deregistration failed. Deregister again."],
  [133004, 503, "Server temporarily unavailable", "Try again later."],
  [133005, 400, "Two step verification PIN mismatch", "The PIN is wrong."],
  [133006, 400, "Phone number re-verification needed", "Verify the number before it is registered."],
  [133008, 400, "Too many two step verification PIN guesses", "The PIN was wrong too often. Wait."],
  [133009, 400, "Two step verification PIN guessed too fast", "Wait before you enter the PIN again."],
  [133010, 400, "Phone number not registered", "The number is not registered on the Cloud API."],
  [
    133015,
    400,
    "Please wait a few minutes before attempting to register this phone number",
    "The number was deregistered a moment ago.",
  ],
  [133016, 400, "Account register deregister rate limit exceeded", "At most 10 registrations in 72 hours."],
  [134011, 400, "Commerce terms not accepted", "Accept the terms of payments first."],
  [134100, 400, "Only marketing messages supported", "This endpoint takes marketing templates only."],
  [134101, 400, "Template not synced", "The template is being synchronised. Wait up to ten minutes."],
  [134102, 400, "Not eligible for marketing messages", "The account is not eligible."],
  [134103, 500, "Marketing messages unavailable", "The service is not available."],
  [136024, 400, "Failed to request code", "The code could not be sent."],
  [136025, 400, "Verify code error", "The code is wrong or has expired."],
  [139000, 400, "Flow blocked", "The Flow cannot be used."],
  [139001, 400, "Flow cannot be updated", "Only drafts can be changed."],
  [139002, 400, "Flow cannot be published", "The Flow's JSON has errors or is missing."],
  [139003, 400, "Flow cannot be deprecated", "Only a published Flow can be deprecated."],
  [139004, 400, "Flow cannot be deleted", "Only a draft can be deleted."],
  [139006, 400, "Flow cannot be migrated", "The Flow could not be copied."],
  [139100, 400, "Failed to block/unblock some users", "Some users could not be blocked."],
  [139101, 400, "Blocked list limit reached", "The list has its 64,000 users."],
  [139102, 400, "Blocklist concurrent update", "The list is being changed by another call."],
  [139103, 400, "Block users internal error", "Try again."],
  [2494100, 400, "Phone number in maintenance mode", "Try again in a few minutes."],
];

const BOTH: Row[] = [
  [130429, 400, "Rate limit hit", "The number's throughput has been reached."],
  [
    130472,
    400,
    "User's number is part of an experiment",
    "The message was not sent: the user is part of an experiment.",
  ],
  [
    130497,
    403,
    "Business account is restricted from messaging users in this country",
    "Messaging this country is not allowed.",
  ],
  [131000, 500, "Something went wrong", "The message failed for an unknown reason."],
  [131021, 400, "Recipient cannot be sender", "Sender and recipient are the same number."],
  [
    131026,
    400,
    "Message undeliverable",
    "The recipient is not on WhatsApp, has an old app, or has not accepted the terms.",
  ],
  [
    131031,
    403,
    "Business account has been locked",
    "The account broke a policy or its PIN could not be checked.",
  ],
  [131037, 400, "Display name approval is needed", "The display name of the number is not approved."],
  [131042, 400, "Business eligibility payment issue", "There is a problem with the payment method."],
  [131044, 400, "Business eligibility payment issue", "There is no valid credit line."],
  [131045, 500, "Incorrect certificate", "The registration of the number has failed."],
  [
    131047,
    400,
    "Re-engagement message",
    "More than 24 hours have passed since the recipient last wrote. Send a template.",
  ],
  [131048, 400, "Spam rate limit hit", "Too many messages of this number were blocked or reported."],
  [
    131049,
    400,
    "This message was not delivered to maintain healthy ecosystem engagement",
    "The user got enough marketing messages.",
  ],
  [
    131050,
    400,
    "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business",
    "The user stopped this business's marketing.",
  ],
  [131051, 400, "Unsupported message type", "This type of message is not supported."],
  [131052, 400, "Media download error", "The file that the user sent could not be downloaded."],
  [
    131053,
    400,
    "Media upload error",
    "The file of the message could not be fetched or has a type that is not supported.",
  ],
  [
    131056,
    400,
    "(Business Account, Consumer Account) pair rate limit hit",
    "Too many messages to this one person. Wait.",
  ],
  [131060, 400, "This message is unavailable", "The message is not available on this device."],
  [131064, 400, "Messaging limit reduced", "The limit was cut because of templates in a wrong category."],
  [132015, 400, "Template is paused", "The template is paused because of its low quality."],
  [132016, 400, "Template is disabled", "The template was paused too often and is disabled for good."],
  [132068, 400, "Flow is blocked", "The Flow is blocked."],
  [132069, 400, "Flow is throttled", "The Flow may be sent 10 times an hour."],
  [135000, 400, "Generic user error", "The message could not be sent; its parameters may be wrong."],
  [137000, 400, "Identity key hash mismatch", "The recipient's identity has changed."],
  [139200, 400, "Direct send blocked", "Direct sending is not allowed. Use a template."],
];

const toEntry =
  (asynchronous: boolean) =>
  ([code, http, title, details]: Row): [number, CatalogueEntry] => [
    code,
    { code, http, title, details, asynchronous },
  ];

const CATALOGUE = new Map([...SYNC.map(toEntry(false)), ...BOTH.map(toEntry(true))]);

export function catalogueEntry(code: number): CatalogueEntry | undefined {
  return CATALOGUE.get(code);
}

export function allErrors(): CatalogueEntry[] {
  return [...CATALOGUE.values()].sort((a, b) => a.code - b.code);
}
