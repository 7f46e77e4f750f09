/**
 * Words by which a person leaves or comes back. They count only as the whole message (case, accents, spaces around and marks
 * at the ends aside), so "não quero parar" changes nothing. A tapped button counts by its text or by its payload, which is how
 * "Parar promoções" under a template works without any set-up. When in doubt between both, leaving wins.
 */
import type { InboundMessage } from "../connectors/connector.ts";

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

const leavingWords = new Set(Object.values(leaving).flat());
const returningWords = new Set(Object.values(returning).flat());

export type Wish = "leave" | "return";

/** What the whole text asks for, or null. */
export function wishOf(text: string): Wish | null {
  const words = normalise(text);
  if (leavingWords.has(words)) return "leave";
  return returningWords.has(words) ? "return" : null;
}

/** Of a message: its text, and for a tapped button or list row also what it carries. */
export function wishOfMessage(message: Pick<InboundMessage, "kind" | "body" | "payload">): Wish | null {
  if (message.kind === "reaction") return null;
  const { payload: carried, id } = message.payload;
  const wishes = [message.body, carried, id].map((text) => (typeof text === "string" ? wishOf(text) : null));
  return wishes.find((wish) => wish === "leave") ?? wishes.find((wish) => wish !== null) ?? null;
}

function normalise(text: string): string {
  if (text.length > 60) return "";
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")
    .replace(/\s+/g, " ");
}
