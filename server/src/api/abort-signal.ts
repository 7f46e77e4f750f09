/** Work that nobody waits for any more ends: aborted when the caller is gone before the answer. */
import type { FastifyReply } from "fastify";

export function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
