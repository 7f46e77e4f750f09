/** Pages of things in the order of their names: the cursor is the last name, wrapped so that nobody builds it by hand. */
import type { FastifyReply } from "fastify";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";

/** undefined: the first page. Throws 400 for a cursor that is none of ours. */
export function nameOfCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined || cursor === "") return undefined;
  const name = Buffer.from(cursor, "base64url").toString("utf8");
  if (name === "" || name.includes("\0") || cursorOf(name) !== cursor)
    throw new AppError(
      "invalid_cursor",
      "The cursor is not valid: use the one in the Link header of the page before.",
    );
  return name;
}

function cursorOf(name: string): string {
  return Buffer.from(name, "utf8").toString("base64url");
}

/** RFC 8288: `<address>; rel="next"`. */
export function linkToNext(reply: FastifyReply, ctx: Context, path: string, lastName: string): void {
  const address = new URL(path, ctx.config.publicUrl);
  address.searchParams.set("cursor", cursorOf(lastName));
  reply.header("link", `<${address.href}>; rel="next"`);
}
