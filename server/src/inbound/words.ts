/** The words of a workspace by which people leave and return, per language, and what is answered then. */
import type { Db } from "../lib/db.ts";
import { invalidInput } from "../lib/errors.ts";
import { requireAnswer } from "./answer.ts";
import { builtInWords, type LanguageWords, type WordBook, wordBook } from "./keywords.ts";
import { normalText } from "./opt-ins/normal-text.ts";

export interface WorkspaceWords extends LanguageWords {
  readonly language: string;
  /** Sent once when the word really changed something; empty: no answer. May hold Liquid. */
  readonly leavingReply: string;
  readonly returningReply: string;
  /** False: what is built in. */
  readonly changed: boolean;
}

export interface HeardWords {
  readonly book: WordBook;
  readonly replies: ReadonlyMap<string, { readonly leave: string; readonly return: string }>;
}

/** Every language, the built-in ones first. */
export async function listWords(db: Db, workspaceId: string): Promise<WorkspaceWords[]> {
  const rows = await rowsOf(db, workspaceId);
  const changed = new Map(rows.map((row) => [row.language, row]));
  const languages = [...new Set([...Object.keys(builtInWords), ...changed.keys()])];
  return languages.map((language) => {
    const row = changed.get(language);
    const { leaving = [], returning = [] } = builtInWords[language] ?? {};
    return row
      ? { ...row, changed: true }
      : { language, leaving, returning, leavingReply: "", returningReply: "", changed: false };
  });
}

/** What inbound messages are held against: one small query per batch of messages. */
export async function loadWords(db: Db, workspaceId: string): Promise<HeardWords> {
  const rows = await rowsOf(db, workspaceId);
  return {
    book: wordBook(new Map(rows.map((row) => [row.language, row]))),
    replies: new Map(
      rows.map((row) => [row.language, { leave: row.leavingReply, return: row.returningReply }]),
    ),
  };
}

const mostWords = 60;
const longestWord = 60;

/** Replaces what a language says. 400 invalid_input: a word of both kinds, too long, no word to leave by, a reply that cannot be sent. */
export async function saveWords(
  db: Db,
  workspaceId: string,
  words: Omit<WorkspaceWords, "changed">,
  at: Date,
): Promise<void> {
  const leaving = normalWords(words.leaving, "leaving");
  const returning = normalWords(words.returning, "returning");
  if (leaving.length === 0)
    throw invalidInput("People must be able to leave: keep at least one word.", [
      { path: "leaving", code: "value_missing", message: "Keep at least one word." },
    ]);
  const both = leaving.find((word) => returning.includes(word));
  if (both !== undefined)
    throw invalidInput(`"${both}" cannot both leave and return. Remove it from one of the lists.`, [
      { path: "returning", code: "word_twice", message: `"${both}" is also a word to leave by.` },
    ]);
  requireAnswer(words.leavingReply, "leavingReply");
  requireAnswer(words.returningReply, "returningReply");
  const row = {
    leaving,
    returningWords: returning,
    leavingReply: words.leavingReply.trim(),
    returningReply: words.returningReply.trim(),
    updatedAt: at,
  };
  await db
    .insertInto("subscriptionWords")
    .values({ workspaceId, language: words.language, ...row })
    .onConflict((oc) => oc.columns(["workspaceId", "language"]).doUpdateSet(row))
    .execute();
}

/** Back to what is built in. */
export async function resetWords(db: Db, workspaceId: string, language: string): Promise<void> {
  await db
    .deleteFrom("subscriptionWords")
    .where("workspaceId", "=", workspaceId)
    .where("language", "=", language)
    .execute();
}

function normalWords(words: readonly string[], path: string): string[] {
  const normal = [...new Set(words.map(normalText))].filter((word) => word !== "");
  const long = normal.find((word) => word.length > longestWord);
  if (normal.length > mostWords || long !== undefined)
    throw invalidInput(`At most ${mostWords} words of at most ${longestWord} characters each.`, [
      { path, code: "value_too_long", message: `At most ${mostWords} words of ${longestWord} characters.` },
    ]);
  return normal;
}

async function rowsOf(db: Db, workspaceId: string): Promise<Omit<WorkspaceWords, "changed">[]> {
  const rows = await db
    .selectFrom("subscriptionWords")
    .select(["language", "leaving", "returningWords", "leavingReply", "returningReply"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("language")
    .execute();
  return rows.map(({ returningWords, ...row }) => ({ ...row, returning: returningWords }));
}
