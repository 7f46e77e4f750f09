/** Whether somebody still says what a prefilled text said, after editing it. Pure. */
import { withoutCodes } from "./codes.ts";
import { normalText } from "./normal-text.ts";

/** Whole words that turn a yes into a no, in the languages we serve. Normal texts. */
const refusing = new Set(
  "nao no not dont don't never nunca jamais stop parar pare sair cancelar cancela baja salir ne pas nicht kein non sem sin without unsubscribe remover".split(
    " ",
  ),
);

/** As a link keeps it, to be found by a text that lost its code. */
export function comparableText(text: string): string {
  return normalText(withoutCodes(text));
}

/**
 * True unless the person added a word that refuses. With the code in it, anything else may have been changed: people add a
 * greeting, their name, or delete half of the text.
 */
export function stillAgrees(written: string, prefilled: string): boolean {
  const original = new Set(comparableText(prefilled).split(/[^\p{L}\p{N}']+/u));
  return comparableText(written)
    .replaceAll("’", "'")
    .split(/[^\p{L}\p{N}']+/u)
    .every((word) => original.has(word) || !refusing.has(word));
}
