/**
 * The way webhooks come through a bad network: some never reach the server, of some the answer is lost on the way back, and while
 * the server is down none does. The provider gets an error each time, and tries again.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Pool } from "undici";
import type { Chance } from "./random.ts";

export interface Door {
  readonly port: number;
  readonly lost: { before: number; after: number; down: number };
  /** Share of the calls that get lost, half of them after the server took them. */
  lossRate: number;
  close(): Promise<void>;
}

export async function openDoor(serverPort: number, chance: Chance): Promise<Door> {
  const pool = new Pool(`http://127.0.0.1:${serverPort}`, { connections: 16 });
  const lost = { before: 0, after: 0, down: 0 };
  const server = createServer((request, response) => {
    void pass(request, response);
  });
  const door: Door = {
    port: await listen(server),
    lost,
    lossRate: 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await pool.destroy();
    },
  };

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    const fate = request.method === "POST" ? chance() : 1;
    if (fate < door.lossRate / 2) {
      lost.before++;
      response.writeHead(503).end();
      return;
    }
    try {
      const { host: _host, connection: _connection, ...headers } = request.headers;
      const answer = await pool.request({
        method: request.method === "POST" ? "POST" : "GET",
        path: request.url ?? "/",
        headers,
        body: request.method === "POST" ? Buffer.concat(body) : null,
      });
      const text = await answer.body.text();
      if (fate < door.lossRate) {
        lost.after++;
        response.destroy();
      } else response.writeHead(answer.statusCode).end(text);
    } catch {
      lost.down++;
      if (!response.destroyed) response.writeHead(502).end();
    }
  }

  return door;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}
