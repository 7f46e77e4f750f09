import type { FastifyInstance } from "fastify";
import { META_APP } from "../meta/app.ts";
import { magicNumbers } from "./magic.ts";

/** What the pages tell about the sandbox, read from where the sandbox itself has it. */
export function registerFacts(app: FastifyInstance): void {
  const numbers = magicNumbers();
  const { id, name, secret, configId, solutionId } = META_APP;
  app.get("/assets/facts/magic-numbers.json", () => numbers);
  app.get("/assets/facts/meta-app.json", () => ({ id, name, secret, configId, solutionId }));
}
