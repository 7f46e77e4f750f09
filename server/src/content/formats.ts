/** What a single text must look like. Each tells its problem in words that follow the name of the field, or null. Pure. */

export type Format = "web_address" | "line" | "email" | "date" | "emoji" | "card_text";

export function formatProblem(format: Format, text: string): string | null {
  switch (format) {
    case "web_address":
      return isWebAddress(text)
        ? null
        : `is "${text.slice(0, 80)}", but it must be a web address that begins with https:// or http://.`;
    case "line":
      return /[\n\r\u2028\u2029]/.test(text)
        ? "contains a line break, which WhatsApp does not allow here."
        : null;
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : "must be an e-mail address.";
    case "date":
      return isDate(text) ? null : "must be a date such as 1990-12-31.";
    case "emoji":
      return text === "" || isEmoji(text) ? null : "must be a single emoji.";
    case "card_text":
      return (text.match(/\n/g)?.length ?? 0) > 2 ? "has more than two line breaks." : null;
  }
}

export function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}

function isDate(text: string): boolean {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== "" && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function isEmoji(text: string): boolean {
  return (
    [...graphemes.segment(text)].length === 1 &&
    /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text)
  );
}

/** The moment a text names, when it says date, time and zone (2026-11-30T23:59:00-03:00); null otherwise. */
export function parseMoment(text: string): Date | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})$/i.exec(
      text.trim(),
    );
  if (!match) return null;
  const [, day, time, seconds = ":00", zone = ""] = match;
  const offset = /^(z|utc)$/i.test(zone) ? "Z" : zone.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2");
  const at = new Date(`${day}T${time}${seconds}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
