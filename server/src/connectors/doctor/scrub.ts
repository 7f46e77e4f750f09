/** Takes out of a report what nobody else may read: secrets as they are stored here, and phone numbers of other people. */
import type { Context } from "../../lib/context.ts";
import { maskPhones } from "../../lib/log.ts";
import type { LoadedConnection } from "../connections.ts";
import type { CheckResult, Finding } from "./doctor.ts";

interface OwnNumber {
  readonly phone: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
}

export async function scrubber(
  ctx: Context,
  connection: LoadedConnection,
  numbers: readonly OwnNumber[],
): Promise<(result: CheckResult) => CheckResult> {
  const groups = await ctx.db
    .selectFrom("whatsappBusinessGroups")
    .select(["wabaId", "businessId"])
    .where("workspaceId", "=", connection.workspaceId)
    .execute();
  const own = new Set(
    [
      ...numbers.flatMap(({ phone, phoneNumberId, wabaId }) => [phone, phoneNumberId, wabaId]),
      ...groups.flatMap(({ wabaId, businessId }) => [wabaId, businessId ?? ""]),
      connection.accountId ?? "",
    ].flatMap((value) => value.match(/\d{8,}/g) ?? []),
  );
  const secrets = [
    connection.credentials.apiKey,
    connection.credentials.appSecret ?? "",
    connection.webhookSecret,
    connection.webhookToken,
  ]
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret.length >= 4);

  function text(value: string): string {
    const bare = secrets.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), value);
    // A number may be written with spaces, dots or dashes between its digits.
    return bare.replace(/\+?\d[\d\s().-]{6,}\d/g, (run) => {
      const digits = run.replace(/\D/g, "");
      if (digits.length < 8 || own.has(digits) || /^\d{4}-\d\d-\d\d/.test(run)) return run;
      return maskPhones(digits);
    });
  }

  function finding<T extends Finding>(one: T): T {
    if (!one.params) return one;
    const params = Object.fromEntries(
      Object.entries(one.params).map(([name, value]) => [
        name,
        typeof value === "string" ? text(value) : value,
      ]),
    );
    return { ...one, params };
  }

  return (result) => {
    const bare = finding(result);
    return bare.items ? { ...bare, items: bare.items.map(finding) } : bare;
  };
}
