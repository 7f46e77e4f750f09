/** How fast a file of new contacts is imported, from start to completed, against a bare COPY of the same lines. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { previewImport, startImport, storeImport } from "../src/contacts/contacts.ts";
import { type Figure, perSecond, timed, until } from "./figure.ts";
import type { BenchSystem } from "./system.ts";

const header = "external_id,phone,email,first_name,city,country,plan,points,vip,last_order\n";
const names = ["Ana", "João", "Conceição", "Rafael", "Maria Eduarda", "Luís"];
const cities = ["São Paulo", "Recife", "Belo Horizonte", "Porto Alegre", "Manaus"];
const plans = ["gold", "silver", "blue"];

/** Numbers as people write them: with and without country code, signs, and the ninth digit. */
function phone(n: number): string {
  const line = String(70_000_000 + (n % 20_000_000));
  const area = 11 + Math.floor(n / 20_000_000);
  const head = line.slice(0, 4);
  const tail = line.slice(4);
  switch (n % 4) {
    case 0:
      return `+55${area}9${line}`;
    case 1:
      return `(${area}) 9${head}-${tail}`;
    case 2:
      return `${area} ${head} ${tail}`;
    default:
      return `55 ${area} 9${line}`;
  }
}

function line(n: number): string {
  const day = String((n % 28) + 1).padStart(2, "0");
  return `c-${n},${phone(n)},person.${n}@example.com,${names[n % 6]},${cities[n % 5]},BR,${plans[n % 3]},${n % 1000},${n % 2 ? "sim" : "não"},${day}/10/2026\n`;
}

function* file(rows: number): Generator<Buffer> {
  const lines = [header];
  for (let n = 0; n < rows; n++) {
    lines.push(line(n));
    if (lines.length === 10_000) yield Buffer.from(lines.splice(0).join(""));
  }
  if (lines.length > 0) yield Buffer.from(lines.join(""));
}

export async function csvRows(system: BenchSystem, rows: number): Promise<Figure> {
  const { ctx } = system.app;
  const { workspaceId } = await system.workspace(0);
  const id = await uploaded(system, workspaceId, rows);
  const { suggestedMapping: mapping } = await previewImport(ctx.db, workspaceId, id);
  await system.start("worker");
  const { seconds, cpu } = await timed(async () => {
    await startImport(
      ctx.db,
      workspaceId,
      id,
      { mapping, options: { defaultCountry: "BR" } },
      ctx.clock.now(),
    );
    await until(async () => (await stateOf(system, id)).state !== "running", 1200);
  });
  const { state, createdContacts } = await stateOf(system, id);
  if (state !== "completed" || createdContacts !== rows)
    throw new Error(`${createdContacts} of ${rows} contacts were created: ${state}`);
  const lines = await lineFile(rows);
  const bare = await timed(() => bareCopy(system, lines.path));
  lines.remove();
  return {
    figure: "csv_rows_per_s",
    value: perSecond(rows, seconds),
    yardstick: "bare_copy_per_s",
    yardstickValue: perSecond(rows, bare.seconds),
    cpu,
  };
}

async function uploaded({ app: { ctx } }: BenchSystem, workspaceId: string, rows: number): Promise<string> {
  const content = Readable.from(file(rows));
  return (await storeImport(ctx, workspaceId, { name: "people.csv", content }, "bench")).id;
}

function stateOf({ app: { ctx } }: BenchSystem, id: string) {
  return ctx.db
    .selectFrom("imports")
    .select(["state", "createdContacts"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** The lines as they are, one text a row, no index; PostgreSQL reads the file itself. */
async function bareCopy({ app: { ctx } }: BenchSystem, path: string): Promise<void> {
  await ctx.pool.query("create table bare_lines (line text)");
  await ctx.pool.query(`copy bare_lines from '${path}'`);
  await ctx.pool.query("drop table bare_lines");
}

/** A file that the database's own account may read too. */
async function lineFile(rows: number): Promise<{ path: string; remove(): void }> {
  const dir = mkdtempSync(path.join(tmpdir(), "ponte-lines-"));
  chmodSync(dir, 0o755);
  const name = path.join(dir, "lines.csv");
  await writeFile(name, Readable.from(file(rows)), { mode: 0o644 });
  return { path: name, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
