/** The worker role: jobs and the loops that claim their own rows. Any number of workers may run against one database. */
import type { Runner } from "graphile-worker";
import { segmentExportJobs } from "./api/braze/export-segment.job.ts";
import { campaignJobs } from "./campaigns/campaigns.ts";
import { handoverJobs } from "./connectors/handover/run.ts";
import { healthJobs } from "./connectors/health/health.job.ts";
import { refreshSoon } from "./connectors/health/refresh.ts";
import { registrationReported } from "./connectors/signups.ts";
import { webhookJobs } from "./connectors/webhooks.job.ts";
import { attributeJobs, eventRetentionJobs, importJobs, phoneFactsJobs } from "./contacts/contacts.ts";
import { createInbox, inboundContactJobs, mediaJobs, optInJobs } from "./inbound/inbound.ts";
import type { Context } from "./lib/context.ts";
import { drainJobs, type JobDefinition, startJobs } from "./lib/jobs.ts";
import { partitionJobs } from "./lib/partitions.ts";
import { messageJobs } from "./messages/cancel-number.job.ts";
import { createDelivery, messageContactJobs } from "./messages/messages.ts";
import { seedJobs } from "./seed/jobs.ts";
import { contactExportJobs } from "./segments/exports/run.job.ts";
import { segmentJobs } from "./segments/sizes.job.ts";
import { applyTemplateChange } from "./templates/templates.ts";
import { noticeJobs } from "./workspaces/notices/delivery.ts";

/** A domain's own loop over claimed rows (deliveries, the webhook inbox). */
export interface WorkLoop {
  start(): void;
  stop(): Promise<void>;
  /** Processes all that is due; resolves to how many items it handled. */
  drain(): Promise<number>;
}

export interface Worker {
  start(): Promise<void>;
  stop(): Promise<void>;
  drain(): Promise<void>;
}

export function createWorker(ctx: Context): Worker {
  const jobs: JobDefinition[] = [
    ...handoverJobs,
    ...webhookJobs,
    ...messageJobs,
    ...messageContactJobs,
    ...inboundContactJobs,
    ...importJobs,
    ...attributeJobs,
    ...mediaJobs,
    ...optInJobs,
    ...segmentJobs,
    ...contactExportJobs,
    ...segmentExportJobs,
    ...campaignJobs,
    ...seedJobs,
    ...partitionJobs,
    ...eventRetentionJobs,
    ...phoneFactsJobs,
    ...healthJobs,
    ...noticeJobs,
  ];
  const inbox = createInbox(ctx, {
    account: (tx, { workspaceId, connectionId }) => refreshSoon(tx, workspaceId, connectionId),
    template: (tx, { workspaceId }, change) => applyTemplateChange(tx, workspaceId, change),
    registration: (tx, connection, { wabaId }) => registrationReported(tx, { ...connection, wabaId }),
  });
  const loops: WorkLoop[] = [createDelivery(ctx), inbox];
  let runner: Runner | null = null;
  return {
    async start() {
      runner = await startJobs(ctx, jobs);
      for (const loop of loops) loop.start();
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await runner?.stop();
      runner = null;
    },
    async drain() {
      for (;;) {
        await drainJobs(ctx, jobs);
        const handled = await Promise.all(loops.map((loop) => loop.drain()));
        if (handled.every((count) => count === 0)) return;
      }
    },
  };
}
