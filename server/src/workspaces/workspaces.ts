/**
 * Owns workspaces, memberships, API keys, people's accounts and the audit trail. Invariants: a person sees a workspace only
 * through a membership; an API key is shown once and stored as a hash; every change of configuration leaves an audit entry.
 */
import type { WorkspaceAccess } from "../lib/access.ts";
import type { Db } from "../lib/db.ts";
import { conflict, invalidInput, notFound } from "../lib/errors.ts";
import type { Role } from "../lib/permissions.ts";
import { distrustKeys } from "./recent-keys.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface NewWorkspace {
  readonly slug: string;
  readonly name: string;
  readonly timeZone?: string;
  readonly defaultCountry?: string;
}

export async function createWorkspace(db: Db, input: NewWorkspace): Promise<WorkspaceAccess> {
  const row = await db
    .insertInto("workspaces")
    .values({
      slug: input.slug,
      name: input.name,
      timeZone: input.timeZone ?? "UTC",
      defaultCountry: input.defaultCountry ?? "BR",
    })
    .onConflict((oc) => oc.column("slug").doNothing())
    .returning(["id", "slug", "name", "timeZone", "defaultCountry"])
    .executeTakeFirst();
  if (!row)
    throw conflict(
      "slug_taken",
      `There is already a workspace with the address "${input.slug}". Choose another one.`,
    );
  return row;
}

export async function addMember(db: Db, workspaceId: string, personId: string, role: Role): Promise<void> {
  await db
    .insertInto("memberships")
    .values({ workspaceId, personId, role })
    .onConflict((oc) => oc.columns(["workspaceId", "personId"]).doUpdateSet({ role }))
    .execute();
}

/** `workspace` is a slug or an id. */
export async function membershipOf(
  db: Db,
  personId: string,
  workspace: string,
): Promise<{ workspace: WorkspaceAccess; role: Role } | null> {
  const row = await db
    .selectFrom("memberships as m")
    .innerJoin("workspaces as w", "w.id", "m.workspaceId")
    .select(["w.id", "w.slug", "w.name", "w.timeZone", "w.defaultCountry", "m.role"])
    .where("m.personId", "=", personId)
    .where(uuid.test(workspace) ? "w.id" : "w.slug", "=", workspace)
    .executeTakeFirst();
  if (!row) return null;
  const { role, ...access } = row;
  return { workspace: access, role: role as Role };
}

export async function workspacesOf(db: Db, personId: string): Promise<(WorkspaceAccess & { role: Role })[]> {
  const rows = await db
    .selectFrom("memberships as m")
    .innerJoin("workspaces as w", "w.id", "m.workspaceId")
    .select(["w.id", "w.slug", "w.name", "w.timeZone", "w.defaultCountry", "m.role"])
    .where("m.personId", "=", personId)
    .orderBy("w.name")
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

export interface WorkspaceSettings {
  readonly name: string;
  readonly timeZone: string;
  readonly defaultCountry: string;
  /** What becomes of a message of which nobody knows whether it left, on a provider that cannot tell a repeated one. */
  readonly unconfirmedSends: "fail" | "resend";
}

const settings = ["name", "timeZone", "defaultCountry", "unconfirmedSends"] as const;

export async function workspaceSettings(db: Db, workspaceId: string): Promise<WorkspaceSettings> {
  const row = await db
    .selectFrom("workspaces")
    .select(settings)
    .where("id", "=", workspaceId)
    .executeTakeFirst();
  if (!row) throw notFound("workspace");
  return toSettings(row);
}

export async function updateWorkspace(
  db: Db,
  workspaceId: string,
  change: Partial<WorkspaceSettings>,
): Promise<WorkspaceSettings> {
  distrustKeys(workspaceId);
  const { timeZone } = change;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw invalidInput(
      "This is not a time zone. Write it as the tz database names it, such as America/Sao_Paulo.",
      [{ path: "timeZone", message: "is not the name of a time zone" }],
    );
  const known = Object.fromEntries(
    settings.flatMap((name) => (change[name] === undefined ? [] : [[name, change[name]]])),
  );
  if (Object.keys(known).length === 0) return workspaceSettings(db, workspaceId);
  const row = await db
    .updateTable("workspaces")
    .set(known)
    .where("id", "=", workspaceId)
    .returning(settings)
    .executeTakeFirst();
  if (!row) throw notFound("workspace");
  return toSettings(row);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // An offset is a zone to the runtime, and something else to the database.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

function toSettings(
  row: Omit<WorkspaceSettings, "unconfirmedSends"> & { unconfirmedSends: string },
): WorkspaceSettings {
  return { ...row, unconfirmedSends: row.unconfirmedSends === "resend" ? "resend" : "fail" };
}
