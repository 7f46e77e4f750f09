/** The yardstick of track.ts: a Fastify server that parses the body of /users/track, answers and does nothing. */
import Fastify from "fastify";

const server = Fastify({ logger: false, bodyLimit: 5 * 1024 * 1024 });
server.post("/users/track", async (_request, reply) => reply.status(201).send({ message: "success" }));
const address = await server.listen({ port: 0, host: "127.0.0.1" });
process.send?.(Number(new URL(address).port));
