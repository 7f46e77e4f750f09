import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createTestApp } from "../../test/harness.ts";
import { maxPatternLength, parsePattern } from "./patterns.ts";

const { ctx } = await createTestApp();

async function found(pattern: string, text: string): Promise<boolean> {
  const parsed = parsePattern(pattern);
  if ("problem" in parsed) throw new Error(parsed.problem);
  const { rows } = await sql<{
    hit: boolean;
  }>`select ${text}::text ~ ${parsed.postgres}::text as hit`.execute(ctx.db);
  return rows[0]?.hit ?? false;
}

/** With "u" JavaScript knows characters beyond 16 bits, but refuses marks that are escaped without need. */
function inJavaScript(pattern: string, text: string): boolean {
  const insensitive = pattern.startsWith("(?i)");
  const source = pattern
    .slice(insensitive ? 4 : 0)
    .replace(/\\([\W_])/gu, (_, char: string) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  return new RegExp(source, insensitive ? "sui" : "su").test(text);
}

describe("patterns", () => {
  it.each<[string, string, string, boolean]>([
    ["a part", "na", "Ana", true],
    ["case counts", "ANA", "Ana", false],
    ["case ignored at the start", "(?i)^ANA$", "Ana", true],
    ["anchors", "^Ana$", "Mariana", false],
    ["anchors are the text's, not the line's", "^b", "a\nb", false],
    ["any character, line breaks too", "a.b", "a\nb", true],
    ["one of", "^(gold|silver)$", "silver", true],
    ["digits are ASCII", "^\\d$", "٣", false],
    ["letters of words are ASCII", "^\\w$", "é", false],
    ["no digits", "^\\D+$", "abc", true],
    ["a class", "^[a-cé_-]+$", "a-é_", true],
    ["a class with shorthands", "^[\\d\\s]+$", "1 2", true],
    ["not in a class", "^[^@]+@[^@]+$", "a@b", true],
    ["counted", "^\\+55\\d{2}9?\\d{8}$", "+5511987654321", true],
    ["an escaped slash", "^a\\/b$", "a/b", true],
    ["lazy marks change nothing", "^a+?$", "aaa", true],
    ["an e-mail's end", "@example\\.com$", "ana@example.com", true],
    ["a dot that is one", "@example\\.com$", "ana@exampleXcom", false],
    ["a character beyond 16 bits", "^🙂.$", "🙂🙃", true],
    ["a backslash", "^\\\\$", "\\", true],
    ["hyphen and bracket in a class", "^[\\]\\-^]+$", "]-^", true],
  ])("%s", async (_label, pattern, text, expected) => {
    expect(await found(pattern, text)).toBe(expected);
    expect(inJavaScript(pattern, text)).toBe(expected);
  });

  it.each<[string, string, RegExp]>([
    ["a reference back", "(a)\\1", /References back/],
    ["look-ahead", "a(?=b)", /Look-ahead/],
    ["look-behind", "(?<!a)b", /Look-ahead/],
    ["a named group", "(?<year>\\d+)", /Look-ahead/],
    ["options in the middle", "a(?i)b", /"\(\?i\)" at the very start/],
    ["repetitions of repetitions", "(a+)+$", /repeats itself/],
    ["counted repetitions of open ones", "(a*){2,}", /repeats itself/],
    ["huge counts", "(a{200}){200}", /repeats too much/],
    ["counts beyond the database's", "a{1000}", /\{3\}/],
    ["a count the wrong way round", "a{5,2}", /\{2,5\}/],
    ["possessive marks", "a++", /Two repetitions/],
    ["nothing to repeat", "*a", /nothing to repeat/],
    ["a repeated anchor", "^*a", /cannot be repeated/],
    ["a word boundary, which PostgreSQL writes otherwise", "\\bana\\b", /\\b/],
    ["a Unicode class", "\\p{L}", /\\p/],
    ["a POSIX class", "[[:alpha:]]", /Write \\\[/],
    ["an open group", "(a", /not closed/],
    ["a closed one", "a)", /has no/],
    ["an open class", "[a", /not closed/],
    ["a range the wrong way round", "[z-a]", /range/],
    ["a range of a shorthand", "[\\d-z]", /range/],
    ["nothing between bars", "a||b", /is empty/],
    ["a single backslash", "a\\", /single/],
    ["a lone brace", "a{", /\{3\}/],
    ["deep groups", `${"(".repeat(11)}a${")".repeat(11)}`, /10 deep/],
    ["a long one", "a".repeat(maxPatternLength + 1), /shorter/],
    ["the database's own directives", "***=a", /nothing to repeat/],
  ])("refuses %s", (_label, pattern, says) => {
    const parsed = parsePattern(pattern);
    expect("problem" in parsed ? parsed.problem : "accepted").toMatch(says);
  });

  const seed = Date.now() % 2 ** 31;
  it(`means the same to PostgreSQL and JavaScript, or is refused (seed ${seed})`, async () => {
    const piece = fc.constantFrom(
      ..."aAbéÉ1_ -.^$|()[]{}*+?,\\/@#&~\n'\"",
      "\\d",
      "\\W",
      "\\s",
      "\\.",
      "\\]",
      "\\-",
      "[a-c]",
      "[^é]",
      "{2}",
      "{1,}",
      "(?:",
      "(?i)",
    );
    const text = fc.string({ unit: fc.constantFrom(..."aAbéÉ1_ -.]\n\\"), maxLength: 6 });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join("")),
        fc.array(text, { minLength: 4, maxLength: 4 }),
        async (pattern, subjects) => {
          const parsed = parsePattern(pattern);
          if ("problem" in parsed) return;
          accepted++;
          const { rows } = await sql<{ hits: boolean[] }>`
            select array(select t ~ ${parsed.postgres}::text from unnest(${subjects}::text[]) with ordinality as s (t, n) order by n) as hits`.execute(
            ctx.db,
          );
          expect(rows[0]?.hits).toEqual(subjects.map((subject) => inJavaScript(pattern, subject)));
        },
      ),
      { numRuns: 3000, seed },
    );
    expect(accepted).toBeGreaterThan(500);
  }, 60_000);
});
