/**
 * As whom the embedded PostgreSQL runs. It refuses to run as root, so as root we run it in a user namespace in which the same files
 * belong to an ordinary user (nothing changes owner); where namespaces are forbidden, as an unprivileged account that gets the
 * database's files. Files that already belong to an ordinary user are always used as that user.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { PostgresError } from "./postgres-problems.ts";

export interface Account {
  /** What comes before the program on the command line. */
  readonly prefix: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

const ourselves: Account = { prefix: [], ids: {} };

/** `dir` holds (or will hold) the database's files; `program` is what the account must be able to run. */
export function accountFor(dir: string, program: string): Account {
  if (process.getuid?.() !== 0) return ourselves;
  const owner = ownerOf(path.join(dir, "cluster"));
  if (owner && owner.uid !== 0) return checked({ prefix: [], ids: owner }, dir, program);
  const namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
  if (spawnSync("unshare", [...namespace.slice(1), "true"]).status === 0)
    return { prefix: namespace, ids: {} };
  const account: Account = { prefix: [], ids: systemAccount() };
  openFolder(path.dirname(dir));
  checked(account, dir, program);
  giveTo(dir, account);
  return account;
}

function ownerOf(file: string): { uid: number; gid: number } | null {
  if (!existsSync(file)) return null;
  const { uid, gid } = statSync(file);
  return { uid, gid };
}

function systemAccount(): { uid: number; gid: number } {
  const accounts = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  const line =
    accounts.find((entry) => entry.startsWith("postgres:")) ??
    accounts.find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid)
    throw new PostgresError(
      "PostgreSQL cannot run as root, and there is no account to run it as. Start Ponte as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  return { uid: Number(uid), gid: Number(gid) };
}

/** Another account needs a way to the program and to the data: every folder above them open to it. */
function checked(account: Account, dir: string, program: string): Account {
  const closed =
    closedFolder(path.dirname(program), account.ids) ?? closedFolder(path.dirname(dir), account.ids);
  if (!closed) return account;
  throw new PostgresError(
    `PostgreSQL cannot run as root, and the account it would run as (uid ${account.ids.uid}) may not enter ${closed}. Open that folder (chmod a+x ${closed}), move Ponte and its data directory elsewhere (PONTE_DATA_DIR), start Ponte as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function closedFolder(folder: string, { uid, gid }: Account["ids"]): string | null {
  const above: string[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    above.unshift(at);
    if (at === path.dirname(at)) break;
  }
  const isClosed = (at: string) => {
    const found = statSync(at);
    const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
    return (found.mode & bit) === 0;
  };
  return above.find((at) => existsSync(at) && isClosed(at)) ?? null;
}

/** Ponte's own data directory is made for its owner alone; passing through it (not listing it) is all the account needs. */
function openFolder(folder: string): void {
  const { mode, uid } = statSync(folder);
  if (uid === 0) chmodSync(folder, (mode & 0o7777) | 0o001);
}

function giveTo(dir: string, { ids: { uid = 0, gid = 0 } }: Account): void {
  lchownSync(dir, uid, gid);
  for (const name of readdirSync(dir, { recursive: true }))
    lchownSync(path.join(dir, name.toString()), uid, gid);
}
