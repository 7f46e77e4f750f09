/** Infobip's message statuses and WhatsApp error codes, as it publishes them. */

export interface Status {
  groupId: number;
  groupName: string;
  id: number;
  name: string;
  description: string;
}

export interface DeliveryError {
  groupId: number;
  groupName: string;
  id: number;
  name: string;
  description: string;
  permanent: boolean;
}

const GROUPS = ["ACCEPTED", "PENDING", "UNDELIVERABLE", "DELIVERED", "EXPIRED", "REJECTED"];

function status(id: number, groupId: number, name: string, description: string): [number, Status] {
  return [id, { groupId, groupName: GROUPS[groupId] ?? "PENDING", id, name, description }];
}

const STATUSES = new Map<number, Status>([
  status(3, 1, "PENDING_WAITING_DELIVERY", "Message sent, waiting for delivery report"),
  status(7, 1, "PENDING_ENROUTE", "Message sent to next instance"),
  status(26, 1, "PENDING_ACCEPTED", "Message accepted, pending for delivery."),
  status(4, 2, "UNDELIVERABLE_REJECTED_OPERATOR", "Message rejected by operator"),
  status(5, 3, "DELIVERED_TO_HANDSET", "Message delivered to handset"),
  status(15, 4, "EXPIRED_EXPIRED", "Message expired"),
  status(6, 5, "REJECTED_NETWORK", "Network is forbidden"),
  status(8, 5, "REJECTED_PREFIX_MISSING", "Number prefix missing"),
  status(10, 5, "REJECTED_DND", "Destination is on the do-not-disturb list"),
  status(11, 5, "REJECTED_SOURCE", "Invalid source address"),
  status(12, 5, "REJECTED_NOT_ENOUGH_CREDITS", "Not enough credits"),
  status(13, 5, "REJECTED_SENDER", "By sender"),
  status(14, 5, "REJECTED_DESTINATION_BLOCKLISTED", "By destination"),
  status(17, 5, "REJECTED_PREPAID_PACKAGE_EXPIRED", "Prepaid package expired"),
  status(18, 5, "REJECTED_DESTINATION_NOT_REGISTERED", "Destination not registered"),
  status(19, 5, "REJECTED_ROUTE_NOT_AVAILABLE", "Route not available"),
  status(20, 5, "REJECTED_FLOODING_FILTER", "Rejected flooding"),
  status(21, 5, "REJECTED_SYSTEM_ERROR", "System error"),
  status(23, 5, "REJECTED_DUPLICATE_MESSAGE_ID", "Duplicate message ID"),
  status(24, 5, "REJECTED_INVALID_UDH", "Invalid UDH"),
  status(25, 5, "REJECTED_MESSAGE_TOO_LONG", "Message too long"),
  status(51, 5, "MISSING_TO", "Missing to"),
  status(52, 5, "REJECTED_DESTINATION", "Invalid destination address"),
]);

/** The status with that id. Throws on an id the catalogue lacks: that is a mistake of ours, not of a caller. */
export function statusOf(id: number): Status {
  const found = STATUSES.get(id);
  if (!found) throw new Error(`No status ${id} in the catalogue`);
  return found;
}

export function isRejection(id: number): boolean {
  return STATUSES.get(id)?.groupId === 5;
}

const ERROR_NAMES: Record<number, string> = {
  7001: "EC_UNKNOWN_APPLICATION",
  7002: "EC_UNKNOWN_USER",
  7003: "EC_BLOCKED_USER",
  7004: "EC_UNAUTHORIZED_ACCESS",
  7005: "EC_FORBIDDEN_ACCESS",
  7006: "EC_BAD_REQUEST",
  7007: "EC_ILLEGAL_TRAFFIC_TYPE",
  7008: "EC_INVALID_TEMPLATE_ARGS",
  7009: "EC_INVALID_TEMPLATE",
  7010: "EC_NO_SESSION",
  7011: "EC_ACCOUNT_ISSUE",
  7012: "EC_DEPLOYMENT_CONFIGURATION_ERROR",
  7013: "EC_MEDIA_HOSTING_ERROR",
  7014: "EC_MEDIA_UPLOAD_ERROR",
  7015: "EC_MEDIA_METADATA_ERROR",
  7016: "EC_SPAM_RATE",
  7017: "EC_TOO_MANY_REQUESTS",
  7018: "EC_INTERNAL_BAD_MAPPING",
  7019: "EC_PROVIDER_BILLING_ERROR",
  7020: "EC_DEVICE_REPRODUCTION_ERROR",
  7021: "EC_LIMITED_FUNCTIONALITY",
  7022: "EC_MEDIA_UNSUPPORTED",
  7023: "EC_DATA_MISMATCH",
  7024: "EC_NOT_ALLOWED_SENDING_TIME",
  7025: "EC_UNSUPPORTED_MOBILE_APP_VERSION",
  7026: "EC_MESSAGE_TYPE_EXHAUSTED",
  7027: "EC_BLOCKED_CONTENT",
  7029: "EC_USER_IDENTITY_CHANGED",
  7030: "EC_TEMPLATE_BLOCKED_BY_USER",
  7031: "EC_INVALID_WA_FLOW",
  7032: "EC_FREQUENCY_CAPPING",
  7033: "EC_MARKETING_OPT_OUT",
  7034: "EC_SENDER_NOT_REGISTERED",
  7035: "EC_CALL_PERMISSION_REQUEST_FAILED",
  7036: "EC_TEMPLATE_NOT_SYNCED",
  7037: "EC_TEMPLATE_NOT_AVAILABLE",
  7038: "EC_INVALID_WA_ACCOUNT_TYPE",
  7050: "EC_PROVIDER_INTERNAL_ERROR",
  7051: "EC_PROVIDER_TIMEOUT",
  7052: "EC_PROVIDER_DR_ERROR",
  7080: "EC_INTERNAL_ERROR",
  7081: "EC_CONFIGURATION_ERROR",
  7082: "EC_TEMPORARY_GATEWAY_ERROR",
  7083: "EC_SERVICE_NOT_ACTIVATED",
  7084: "EC_MISSING_SENDER_METADATA",
};

const TEMPORARY = new Set([7012, 7013, 7014, 7017, 7024, 7035, 7036, 7037, 7050, 7051]);

export function isErrorCode(code: number): boolean {
  return code in ERROR_NAMES;
}

/** The error part of a delivery report; code 0 is "No Error". */
export function deliveryError(code: number): DeliveryError {
  if (code === 0) {
    return {
      groupId: 0,
      groupName: "OK",
      id: 0,
      name: "NO_ERROR",
      description: "No Error",
      permanent: false,
    };
  }
  const name = ERROR_NAMES[code] ?? "EC_INTERNAL_ERROR";
  const [groupId, groupName] = errorGroup(code);
  const words = name.slice(3).toLowerCase().replaceAll("_", " ");
  const description = words.charAt(0).toUpperCase() + words.slice(1);
  return { groupId, groupName, id: code, name, description, permanent: !TEMPORARY.has(code) };
}

function errorGroup(code: number): [number, string] {
  if (code >= 7080) return [3, "OPERATOR_ERRORS"];
  return code >= 7036 ? [2, "USER_ERRORS"] : [1, "HANDSET_ERRORS"];
}
