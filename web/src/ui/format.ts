import { useMemo } from "react";
import { useTranslation } from "react-i18next";

type When = string | number | Date;

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** "+5511987654321" → "+55 11 98765-4321"; numbers of other countries in groups of three or four. */
export function formatPhone(e164: string): string {
  const digits = e164.replace(/\D/g, "");
  const brazil = /^55(\d\d)(\d{4,5})(\d{4})$/.exec(digits);
  if (brazil) return `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`;
  const northAmerica = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  if (northAmerica) return `+1 ${northAmerica.slice(1).join(" ")}`;
  const mexico = /^52(\d\d)(\d{4})(\d{4})$/.exec(digits);
  if (mexico) return `+52 ${mexico.slice(1).join(" ")}`;
  const threes = /^(351|34|44|33|49|39|54|56|57|51)(\d{2,3})(\d{3})(\d{3,4})$/.exec(digits);
  if (threes) return `+${threes.slice(1).join(" ")}`;
  return `+${digits}`;
}

const capitalised = (text: string, language: string) =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** Numbers, dates and money as the language writes them. Pure; `useFormat()` gives the current language's. */
export function createFormat(language: string) {
  const whole = new Intl.NumberFormat(language);
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const dayShort = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const second = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const country = new Intl.DisplayNames([language], { type: "region" });
  const tongue = new Intl.DisplayNames([language], { type: "language" });
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const tongueOf = (code: string) => {
    try {
      return tongue.of(code.replace("_", "-")) ?? code;
    } catch {
      return code;
    }
  };
  return {
    number: (n: number) => whole.format(n),
    compact: (n: number) => (Math.abs(n) < 10_000 ? whole.format(n) : short.format(n)),
    /** 0.973 → "97.3%"; 0.0002 → "<0.1%" */
    percent: (ratio: number) => {
      // Something is never "0%", and nearly all is never "100%".
      if (ratio > 0 && ratio < 0.0005) return `<${share.format(0.001)}`;
      if (ratio < 1 && ratio >= 0.9995) return `>${share.format(0.999)}`;
      return share.format(ratio);
    },
    money: (amount: number | string, currency: string) =>
      new Intl.NumberFormat(language, { style: "currency", currency }).format(Number(amount)),
    /** For prices of a single message, which are fractions of a cent. */
    moneyFine: (amount: number, currency: string) =>
      new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 4 }).format(
        amount,
      ),
    /** 1_234_567 → "1.2 MB" */
    bytes: (count: number) => {
      const step = Math.min(3, Math.floor(Math.log10(Math.max(count, 1)) / 3));
      const unit = (["byte", "kilobyte", "megabyte", "gigabyte"] as const)[step] ?? "byte";
      return new Intl.NumberFormat(language, {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: 1,
      }).format(count / 1000 ** step);
    },
    date: (at: When) => day.format(new Date(at)),
    dayShort: (at: When) => dayShort.format(new Date(at)),
    dateTime: (at: When) => moment.format(new Date(at)),
    time: (at: When) => clock.format(new Date(at)),
    /** With seconds: for what happens while one looks. */
    timeExact: (at: When) => second.format(new Date(at)),
    /** "3 minutes ago", "in 2 days"; under a minute: "now". */
    relative: (at: When, now: number = Date.now()) => {
      const seconds = (new Date(at).getTime() - now) / 1000;
      const [unit, size] = units.find(([, s]) => Math.abs(seconds) >= s) ?? [
        "second",
        Number.POSITIVE_INFINITY,
      ];
      if (unit === "second") return relative.format(0, "second");
      // Elapsed time counts whole units; time left is rounded: 4.9 days ahead is "in 5 days".
      return relative.format(seconds > 0 ? Math.round(seconds / size) : Math.trunc(seconds / size), unit);
    },
    list: (words: string[]) => list.format(words),
    /** ISO country "BR" → "Brazil"; anything else unchanged. */
    country: (code: string) => (/^[A-Za-z]{2}$/.test(code) ? (country.of(code.toUpperCase()) ?? code) : code),
    /** "pt_BR" or "pt-BR" → "Brazilian Portuguese", as it stands alone (capitalised); anything else unchanged. */
    language: (code: string) => capitalised(tongueOf(code), language),
    /** The same inside a sentence: "palavras em português". */
    languageInText: (code: string) => tongueOf(code),
    phone: formatPhone,
  };
}

export type Format = ReturnType<typeof createFormat>;

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => createFormat(language), [language]);
}
