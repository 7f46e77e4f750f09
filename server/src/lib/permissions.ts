/**
 * Who may do what. Every route names one permission (or says that it is public); people hold permissions through their role in
 * the workspace, API keys through their own list. A route without either does not start (api/policy.ts).
 */
export const permissions = [
  "workspace.read",
  "workspace.write",
  "people.write",
  "api_keys.read",
  "api_keys.write",
  "audit.read",
  "integrations.read",
  "integrations.write",
  "contacts.read",
  "contacts.write",
  "contacts.export",
  "segments.read",
  "segments.write",
  "templates.read",
  "templates.write",
  "campaigns.read",
  "campaigns.write",
  "campaigns.launch",
  "messages.test",
  "messages.reply",
] as const;

export type Permission = (typeof permissions)[number];

export const roles = ["owner", "admin", "marketer", "viewer"] as const;
export type Role = (typeof roles)[number];

const reading = permissions.filter(
  (name) => name.endsWith(".read") && name !== "api_keys.read" && name !== "audit.read",
);
const marketing: Permission[] = [
  "contacts.write",
  "contacts.export",
  "segments.write",
  "templates.write",
  "campaigns.write",
  "campaigns.launch",
  "messages.test",
  "messages.reply",
];

const granted: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(permissions),
  admin: new Set(permissions),
  marketer: new Set([...reading, ...marketing]),
  viewer: new Set(reading),
};

export function roleAllows(role: Role, permission: Permission): boolean {
  return granted[role].has(permission);
}

/** Permissions of API keys: the names that clients of the compatible REST API know. */
export const apiPermissions = [
  "users.track",
  "users.track.sync",
  "users.alias.new",
  "users.alias.update",
  "users.identify",
  "users.merge",
  "users.delete",
  "users.external_ids.rename",
  "users.external_ids.remove",
  "users.export.ids",
  "users.export.segment",
  "messages.send",
  "campaigns.trigger.send",
  "subscription.status.set",
  "subscription.status.get",
  "subscription.groups.get",
  "segments.list",
  "segments.details",
  "segments.data_series",
  "custom_attributes.get",
  "events.get",
  "events.list",
  "events.data_series",
] as const;

export type ApiPermission = (typeof apiPermissions)[number];
