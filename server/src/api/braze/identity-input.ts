/** What the calls about identity share: their limit, their answers, and what is refused as a whole. */
import Type from "typebox";
import { AppError } from "../../lib/errors.ts";
import { isName } from "./user-identifier.ts";

/** Objects of one array, ids of one call. */
export const maxObjects = 50;

export const Refused = Type.Object({
  message: Type.String(),
  errors: Type.Optional(Type.Array(Type.Unknown())),
});

/** What was wrong with single objects; the others were carried out. */
export const PartialErrors = Type.Optional(
  Type.Array(
    Type.Object({
      type: Type.String({ description: "what is wrong" }),
      input_array: Type.String(),
      index: Type.Integer(),
    }),
  ),
);

export interface PartialError {
  readonly type: string;
  readonly input_array: string;
  readonly index: number;
}

/** Throws 400 for an array that is empty or too long. */
export function requireSome(name: string, objects: readonly unknown[]): void {
  if (objects.length === 0) throw new AppError("empty_call", `Bad Request: '${name}' is empty.`);
  if (objects.length > maxObjects)
    throw new AppError(
      "too_many_ids",
      `Bad Request: '${name}' holds ${objects.length} objects; at most ${maxObjects} are possible.`,
    );
}

/** Throws 400 unless every one of the texts can be an external id or a name of an alias. */
export function requireNames(texts: Readonly<Record<string, unknown>>, where: string): void {
  for (const [field, value] of Object.entries(texts))
    if (!isName(value))
      throw new AppError(
        "invalid_name",
        `Bad Request: '${field}' in ${where} must be a text of 1 to 255 characters.`,
      );
}

export function partial(errors: readonly PartialError[]) {
  return errors.length > 0 ? { errors: [...errors] } : {};
}
