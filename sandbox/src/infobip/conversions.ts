/** `/whatsapp/1/conversions`: what came of an advertisement that opened a chat. Accepted and forgotten. */
import type { FastifyInstance } from "fastify";
import { asArray, asObject, asString } from "../json.ts";
import { badRequest, type Call, endpoint } from "./endpoint.ts";
import type { Violations } from "./errors.ts";
import { checkSize } from "./send-common.ts";

const WEEK_MS = 7 * 86_400_000;

export function registerConversions(app: FastifyInstance): void {
  for (const path of ["/whatsapp/1/conversions", "/whatsapp/1/conversions/waba"])
    endpoint(app, `POST ${path}`, take);
}

function take({ body, reply }: Call): unknown {
  const violations: Violations = {};
  checkSize(body.sourceId, "sourceId", 1, 100, violations);
  const conversions = asArray(body.conversions).map(asObject);
  if (conversions.length < 1 || conversions.length > 1000)
    violations.conversions = ["size must be between 1 and 1000"];
  conversions.forEach((conversion, i) => {
    checkSize(conversion.ctwaClickId, `conversions[${i}].ctwaClickId`, 1, 1000, violations);
    checkSize(conversion.type, `conversions[${i}].type`, 1, 100, violations);
    const time = asString(conversion.conversionTime);
    if (time !== undefined && !(Date.parse(time) > Date.now() - WEEK_MS))
      violations[`conversions[${i}].conversionTime`] = ["must not be older than 7 days"];
  });
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  return reply.code(204).send();
}
