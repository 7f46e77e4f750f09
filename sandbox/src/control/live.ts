/** `GET /control/events`: a stream for open pages; and receipts on command. */
import type { FastifyInstance } from "fastify";
import { asObject, asString } from "../json.ts";
import { catalogueEntry } from "../meta/error-catalogue.ts";
import type { Sandbox } from "../sandbox.ts";
import { isErrorCode } from "../statuses.ts";
import type { Message } from "../types.ts";
import { invalid, notFound } from "./http.ts";

const HEARTBEAT_MS = 15_000;

export function registerLive(app: FastifyInstance, sandbox: Sandbox): void {
  app.get("/control/events", (request, reply) => {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
      connection: "keep-alive",
    });
    stream.write(": open\n\n");
    const stop = sandbox.state.live.listen((event) => stream.write(`data: ${JSON.stringify(event)}\n\n`));
    const heartbeat = setInterval(() => stream.write(": still here\n\n"), HEARTBEAT_MS);
    heartbeat.unref();
    request.raw.on("close", () => {
      clearInterval(heartbeat);
      stop();
    });
  });
  app.post("/control/messages/:messageId/receipt", (request) => {
    const { messageId } = request.params as { messageId: string };
    const message = findMessage(sandbox, messageId);
    giveReceipt(sandbox, message, asObject(request.body));
    return { messageId, status: message.state };
  });
}

function findMessage({ state }: Sandbox, messageId: string): Message {
  for (const ids of state.messageIds.values()) {
    const message = ids.get(messageId);
    if (message && !message.fromPhone) return message;
  }
  throw notFound("This message");
}

function giveReceipt({ receipts }: Sandbox, message: Message, body: Record<string, unknown>): void {
  switch (asString(body.event)) {
    case "delivered":
      receipts.deliver(message);
      return;
    case "seen":
      receipts.see(message);
      return;
    case "failed": {
      const code = Number(body.errorCode ?? (message.native ? 131026 : 7050));
      if (!(message.native ? catalogueEntry(code) : isErrorCode(code)))
        throw invalid(`${code} is not a WhatsApp error code the sandbox knows.`);
      receipts.fail(message, code);
      return;
    }
    default:
      throw invalid('"event" must be delivered, seen or failed.');
  }
}
