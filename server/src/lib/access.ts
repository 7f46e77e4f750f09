/** Who is calling and in which workspace: what the route policy knows about a request, and what it asks to find out. */
import type { Role } from "./permissions.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface WorkspaceAccess {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly defaultCountry: string;
}

/** Supplied by the workspaces domain; the gate itself knows no table. */
export interface Authenticator {
  person(headers: Headers): Promise<Person | null>;
  membership(personId: string, workspace: string): Promise<{ workspace: WorkspaceAccess; role: Role } | null>;
  apiKey(
    token: string,
    ip: string,
  ): Promise<{ id: string; workspace: WorkspaceAccess; permissions: readonly string[] } | null>;
}
