/**
 * API stories as data: test/cases/<area>/*.json. A file is a list of steps that run in order in one workspace; each step is one
 * call with the status and the part of the answer that matter, and what the database holds afterwards. "{name}" in a path, a
 * body or a query stands for what an earlier step saved (or "workspace", "number"). A step with "permissions" calls with an
 * API key, one with "role" as a person of that role; `defaults` are for the steps that do not say.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { ApiPermission, Role } from "../src/lib/permissions.ts";
import { aBearer, aNumber, aSession, aWorkspace } from "./factories.ts";
import type { TestApp } from "./harness.ts";

interface Step {
  readonly label: string;
  readonly call: string;
  readonly body?: unknown;
  readonly role?: Role | "nobody";
  readonly permissions?: readonly ApiPermission[];
  readonly status: number;
  readonly answer?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly save?: Readonly<Record<string, string>>;
  readonly rows?: { readonly query: string; readonly are: unknown };
}

export function runApiCases(
  { app, ctx, logLines }: TestApp,
  file: string,
  defaults: Pick<Step, "permissions"> = {},
  /** What no call makes: it may save names of its own. */
  prepare: (known: Record<string, string>) => Promise<void> = async () => {},
): void {
  const cases = JSON.parse(readFileSync(path.join(import.meta.dirname, "cases", file), "utf8")) as Step[];
  const steps = cases.map((step): Step => (step.role ? step : { ...defaults, ...step }));
  const known: Record<string, string> = {};
  const credentials = new Map<string, Record<string, string>>();

  async function credentialsOf(step: Step): Promise<Record<string, string>> {
    const key = step.permissions?.join() ?? step.role ?? "owner";
    if (key === "nobody") return {};
    let headers = credentials.get(key);
    if (!headers) {
      headers = step.permissions
        ? { authorization: await aBearer(ctx, known.workspace ?? "", step.permissions) }
        : { cookie: (await aSession(app, known.workspace ?? "", step.role as Role | undefined)).cookie };
      credentials.set(key, headers);
    }
    return headers;
  }

  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);

  describe(file, () => {
    beforeAll(async () => {
      known.workspace = (await aWorkspace(ctx)).id;
      const number = await aNumber(ctx, known.workspace);
      known.number = number.subscriptionGroupId;
      known.group = number.groupId;
      await prepare(known);
    });

    it.each(steps.map((step) => [step.label, step] as const))("%s", async (_label, step) => {
      const [method, url] = filled(step.call).split(/ (.*)/s) as ["GET" | "POST", string];
      const response = await app.server.inject({
        method,
        url: url.startsWith("/W/") ? url.replace("/W", `/api/v1/workspaces/${known.workspace}`) : url,
        headers: await credentialsOf(step),
        ...(step.body === undefined ? {} : { payload: JSON.parse(filled(JSON.stringify(step.body))) }),
      });
      const answer: unknown = response.body === "" ? null : response.json();
      const said = response.statusCode >= 500 ? logLines.slice(-2).join() : response.body;
      expect(response.statusCode, said).toBe(step.status);
      if (step.answer !== undefined)
        expect(answer).toMatchObject(JSON.parse(filled(JSON.stringify(step.answer))));
      if (step.headers) expect(response.headers).toMatchObject(step.headers);
      for (const [name, at] of Object.entries(step.save ?? {})) known[name] = String(valueAt(answer, at));
      if (step.rows) {
        const { rows } = await sql.raw(filled(step.rows.query)).execute(ctx.db);
        expect(rows).toEqual(step.rows.are);
      }
    });
  });
}

function valueAt(answer: unknown, at: string): unknown {
  return at.split(".").reduce<unknown>((value, part) => (value as Record<string, unknown>)?.[part], answer);
}
