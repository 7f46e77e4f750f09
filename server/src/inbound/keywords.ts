/**
 * Words by which a person leaves or comes back. They count only as the whole message (case, accents, spaces around and marks
 * at the ends aside), so "não quero parar" changes nothing. A tapped button counts by its text or by its payload, which is how
 * "Parar promoções" under a template works without any set-up. When in doubt between both, leaving wins. A workspace may
 * change the words of a language (words.ts); a few always let people go. Pure.
 */
import type { InboundMessage } from "../connectors/connector.ts";
import { normalText } from "./opt-ins/normal-text.ts";

export interface LanguageWords {
  readonly leaving: readonly string[];
  readonly returning: readonly string[];
}

/** Written without accents, lower case, single spaces. */
const leaving: Readonly<Record<string, readonly string[]>> = {
  pt: [
    "parar",
    "pare",
    "sair",
    "cancelar",
    "cancela",
    "descadastrar",
    "descadastre",
    "remover",
    "parar mensagens",
    "parar promocoes",
    "parar de receber",
    "nao quero receber",
    "nao quero mais receber",
    "cancelar inscricao",
    "sair da lista",
    "nao receber mais",
  ],
  es: [
    "baja",
    "darme de baja",
    "dar de baja",
    "alto",
    "salir",
    "detener",
    "parar promociones",
    "detener promociones",
    "no quiero recibir",
    "no recibir mas",
    "cancelar suscripcion",
  ],
  en: [
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "optout",
    "opt out",
    "opt-out",
    "stop promotions",
    "stop messages",
    "remove me",
  ],
  fr: ["arret", "arreter", "desabonner", "me desabonner", "stop promotions"],
  de: ["stopp", "abmelden", "abbestellen"],
  it: ["ferma", "disiscrivimi", "annulla iscrizione"],
};

/** Only words that nobody sends by chance: coming back is consent. */
const returning: Readonly<Record<string, readonly string[]>> = {
  pt: ["voltar", "assinar", "inscrever", "me inscrever", "quero receber", "voltar a receber"],
  es: ["alta", "suscribir", "suscribirme", "quiero recibir", "darme de alta"],
  en: ["start", "unstop", "subscribe", "resume", "opt in", "opt-in", "optin"],
  fr: ["abonner", "m'abonner"],
  de: ["anmelden", "abonnieren"],
  it: ["iscrivimi"],
};

/** By language: what counts where a workspace changed nothing. Normal texts. */
export const builtInWords: Readonly<Record<string, LanguageWords>> = Object.fromEntries(
  Object.entries(leaving).map(([language, words]) => [
    language,
    { leaving: words, returning: returning[language] ?? [] },
  ]),
);

/** What no workspace can take away: everybody must be able to leave with the plainest word. Word -> language. */
const alwaysLeaving: Readonly<Record<string, string>> = { stop: "en", parar: "pt", baja: "es" };

/** Normal text -> language. */
export interface WordBook {
  readonly leaving: ReadonlyMap<string, string>;
  readonly returning: ReadonlyMap<string, string>;
}

/** The built-in words, those of a changed language replaced. A word of several languages belongs to a changed one first. */
export function wordBook(changed: ReadonlyMap<string, LanguageWords> = new Map()): WordBook {
  const rest = Object.entries(builtInWords).filter(([language]) => !changed.has(language));
  const languages = [...changed, ...rest];
  const collect = (pick: (words: LanguageWords) => readonly string[]) => {
    const book = new Map<string, string>();
    for (const [language, words] of languages)
      for (const word of pick(words)) if (!book.has(word)) book.set(word, language);
    return book;
  };
  const leavingBook = collect((words) => words.leaving);
  for (const [word, language] of Object.entries(alwaysLeaving))
    if (!leavingBook.has(word)) leavingBook.set(word, language);
  return { leaving: leavingBook, returning: collect((words) => words.returning) };
}

const plainBook = wordBook();

export type Wish = "leave" | "return";

export interface Heard {
  readonly wish: Wish;
  /** As it stands in the book. */
  readonly word: string;
  readonly language: string;
}

const longest = 60;

/** What the whole text asks for, or null. */
function heardIn(text: string, book: WordBook): Heard | null {
  if (text.length > longest) return null;
  const word = normalText(text);
  const left = book.leaving.get(word);
  if (left !== undefined) return { wish: "leave", word, language: left };
  const back = book.returning.get(word);
  return back === undefined ? null : { wish: "return", word, language: back };
}

/** By the built-in words. */
export function wishOf(text: string): Wish | null {
  return heardIn(text, plainBook)?.wish ?? null;
}

export type SaidMessage = Pick<InboundMessage, "kind" | "body" | "payload">;

/** A message's text, and for a tapped button or list row also what it carries. */
export function textsOf({ kind, body, payload }: SaidMessage): string[] {
  if (kind === "reaction") return [];
  return [body, payload.payload, payload.id].filter((text) => typeof text === "string");
}

export function heardInMessage(message: SaidMessage, book: WordBook): Heard | null {
  const heard = textsOf(message).map((text) => heardIn(text, book));
  return heard.find((one) => one?.wish === "leave") ?? heard.find((one) => one !== null) ?? null;
}

export function wishOfMessage(message: SaidMessage): Wish | null {
  return heardInMessage(message, plainBook)?.wish ?? null;
}
