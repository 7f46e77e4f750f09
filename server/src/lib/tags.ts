/** Labels that people put on campaigns and segments. */
import { invalidInput } from "./errors.ts";

const maxTags = 25;
const maxTagLength = 100;

/** Without surrounding and repeated blanks, none twice in any case, in the order given; 400 invalid_input when too many or too long. */
export function normalizeTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const raw of tags) {
    const tag = raw.normalize("NFC").trim().replace(/\s+/g, " ");
    const key = tag.toLowerCase();
    if (tag !== "" && !seen.has(key)) seen.set(key, tag);
  }
  const kept = [...seen.values()];
  if (kept.length > maxTags || kept.some((tag) => tag.length > maxTagLength))
    throw invalidInput(
      `At most ${maxTags} tags of up to ${maxTagLength} characters. Remove or shorten some.`,
      [
        {
          path: "tags",
          code: "too_many_tags",
          message: `Give at most ${maxTags} tags of up to ${maxTagLength} characters each.`,
        },
      ],
    );
  return kept;
}
