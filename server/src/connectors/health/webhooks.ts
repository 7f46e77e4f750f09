/** Whether a provider reports to this Ponte, and only to it. What a look finds is told to people, and closed when it is mended. */
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { raiseNotice, resolveNotices } from "../../workspaces/notices/notices.ts";
import { type LoadedConnection, loadConnection, providerIo, webhookTarget } from "../connections.ts";
import type { WebhookProblem } from "../connector.ts";
import { connectorFor } from "../registry.ts";
import { activeNumbers } from "./refresh.ts";

/** Takes inbound messages away, or doubles them: the provider still reports here as well. */
const elsewhere: ReadonlySet<WebhookProblem["code"]> = new Set([
  "second_subscription",
  "number_configuration",
]);

export function takesInboundAway({ code }: WebhookProblem): boolean {
  return elsewhere.has(code);
}

export async function findWebhookProblems(
  ctx: Context,
  connection: LoadedConnection,
): Promise<WebhookProblem[]> {
  const target = await webhookTarget(ctx, connection);
  if (target.numbers.length === 0) return [];
  const problems = await connectorFor(connection.provider).account.checkSubscription(
    providerIo(ctx),
    connection.credentials,
    target,
  );
  await tell(ctx, connection, problems);
  return problems;
}

/** Every connection that works, now and then: somebody may have changed something in the provider's portal. */
export async function watchWebhooks(ctx: Context): Promise<void> {
  const connections = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId"])
    .where("state", "=", "ready")
    .execute();
  for (const { id, workspaceId } of connections) {
    try {
      await findWebhookProblems(ctx, await loadConnection(ctx, workspaceId, id));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ctx.log.warn({ connection: id, reason: error.code }, "a connection's webhooks could not be checked");
    }
  }
}

async function tell(
  ctx: Context,
  { id, workspaceId }: LoadedConnection,
  problems: readonly WebhookProblem[],
): Promise<void> {
  const at = ctx.clock.now();
  const numbers = await activeNumbers(ctx.db, id);
  const found = new Map<string, string[]>();
  for (const problem of problems) {
    const away = takesInboundAway(problem);
    const number = away ? numbers.find(({ phone }) => phone === problem.params.phone) : undefined;
    const place = `${away ? "inbound_elsewhere" : "webhooks_missing"} ${number?.id ?? id}`;
    found.set(place, [...(found.get(place) ?? []), problem.detail]);
  }
  for (const kind of ["webhooks_missing", "inbound_elsewhere"] as const)
    for (const subject of [id, ...numbers.map((number) => number.id)]) {
      const details = found.get(`${kind} ${subject}`);
      if (!details) await resolveNotices(ctx.db, workspaceId, { kind, subject }, at);
      else
        await raiseNotice(
          ctx.db,
          {
            workspaceId,
            kind,
            subject,
            severity: kind === "webhooks_missing" ? "critical" : "warning",
            params: { connectionId: id, detail: details.join(" ").slice(0, 500) },
            count: 0,
          },
          at,
        );
    }
}
