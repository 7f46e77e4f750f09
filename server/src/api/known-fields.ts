/**
 * The validator of every route. What the dashboard's API does not describe never reaches a handler: a field that happens to be
 * called like a column (workspaceId, slug, state) must not be written because somebody sent it.
 */
import { TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";
import { Clean } from "typebox/value";

export const validatorCompiler: FastifySchemaCompiler<TSchema> = (route) => {
  const validate = TypeBoxValidatorCompiler(route);
  // Clients of the compatible API send fields of their own making; there each handler picks what it knows.
  if (route.httpPart !== "body" || !route.url?.startsWith("/api/")) return validate;
  return (value) => {
    const answer = validate(value);
    if (typeof answer !== "object" || !("value" in answer)) return answer;
    return { value: Clean(route.schema, answer.value) };
  };
};
