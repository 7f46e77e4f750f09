/** What a form asks and how it looks. Stored as opt_in_forms.settings; the public page and the preview show the same. Pure. */
import type { ErrorDetail } from "../../lib/errors.ts";

export const formLanguages = ["pt", "en", "es"] as const;
export type FormLanguage = (typeof formLanguages)[number];

export interface FormTexts {
  readonly title: string;
  readonly intro: string;
  /** What the person agrees to. Kept with every consent, word for word. */
  readonly consent: string;
  /** Prefilled in WhatsApp where the person writes first. */
  readonly message: string;
  /** Shown on the page after sending. Empty: our own words. */
  readonly done: string;
  /** Sent on WhatsApp after the confirmation; may hold Liquid; empty: nothing. */
  readonly thankYou: string;
}

export type FieldKind = "phone" | "firstName" | "lastName" | "email" | "attribute";

export interface FormField {
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Of an attribute: its name. */
  readonly attribute?: string;
  /** Of an attribute: what the form calls it, by language. */
  readonly label?: Readonly<Record<string, string>>;
}

export interface FormSettings {
  readonly texts: Readonly<Record<string, FormTexts>>;
  readonly defaultLanguage: FormLanguage;
  readonly fields: readonly FormField[];
  /** #rrggbb */
  readonly accent: string;
  readonly theme: "auto" | "light" | "dark";
  /** Sites that may show the form: https://shop.example, and http://localhost:3000 for trying. */
  readonly origins: readonly string[];
  /** Where the browser goes after sending instead of showing `done`. Empty: nowhere. */
  readonly redirectUrl: string;
  /** we_write: the template with its variables (Liquid), and which quick reply means yes (index among all buttons). */
  readonly templateId: string | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly yesButton: number | null;
  /** we_write: most templates a day. */
  readonly templatesPerDay: number;
  /** How long a filled-in form waits for its confirmation before it is deleted. */
  readonly expiryDays: number;
}

/** https anywhere; http only on the machine itself. Normal form, or null. */
export function normalOrigin(text: string): string | null {
  const url = URL.parse(text.trim());
  if (url?.username !== "" || url.pathname !== "/" || url.search !== "" || url.hash !== "") return null;
  const local =
    /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname) || url.hostname.endsWith(".localhost");
  // A star or a semicolon would widen the policy the origin is written into.
  if (!/^[a-z0-9.:[\]-]+$/.test(url.host)) return null;
  return url.protocol === "https:" || (url.protocol === "http:" && local) ? url.origin : null;
}

/** What is wrong, by path; empty: ready to be shown. */
export function problemsOf(settings: FormSettings, way: "person_writes" | "we_write"): ErrorDetail[] {
  return [...textProblems(settings), ...fieldProblems(settings.fields, way), ...otherProblems(settings, way)];
}

function textProblems({ texts, defaultLanguage }: FormSettings): ErrorDetail[] {
  const unknown = Object.keys(texts).filter((one) => !formLanguages.some((known) => known === one));
  const problems = unknown.map((one) =>
    problem(`texts.${one}`, "value_invalid", "This language is not offered."),
  );
  if (!texts[defaultLanguage])
    problems.push(problem("defaultLanguage", "value_missing", "Write the texts of the default language."));
  for (const [language, { title, consent, message }] of Object.entries(texts)) {
    if (title.trim() === "")
      problems.push(problem(`texts.${language}.title`, "value_missing", "Write a title."));
    if (consent.trim().length < 20)
      problems.push(
        problem(
          `texts.${language}.consent`,
          "value_missing",
          "Say what the person agrees to: who writes, about what.",
        ),
      );
    if (message.trim() === "")
      problems.push(
        problem(`texts.${language}.message`, "value_missing", "Write the text that is prefilled."),
      );
  }
  return problems;
}

function fieldProblems(fields: readonly FormField[], way: string): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  const keys = fields.map((field) =>
    field.kind === "attribute" ? `attribute:${field.attribute}` : field.kind,
  );
  if (new Set(keys).size < keys.length)
    problems.push(problem("fields", "value_twice", "A field is asked twice. Remove one of them."));
  for (const [index, field] of fields.entries())
    if (field.kind === "attribute" && !field.attribute?.trim())
      problems.push(problem(`fields.${index}.attribute`, "value_missing", "Name the attribute."));
  if (way === "we_write" && !fields.some((field) => field.kind === "phone" && field.required))
    problems.push(
      problem("fields", "phone_missing", "To write first, the form must ask for the phone number."),
    );
  return problems;
}

function otherProblems(settings: FormSettings, way: string): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (!/^#[0-9a-f]{6}$/i.test(settings.accent))
    problems.push(problem("accent", "value_invalid", "Write the colour as #rrggbb."));
  for (const [index, origin] of settings.origins.entries())
    if (!normalOrigin(origin))
      problems.push(
        problem(
          `origins.${index}`,
          "value_invalid",
          "Write the site as https://shop.example, without a path.",
        ),
      );
  if (settings.redirectUrl !== "" && URL.parse(settings.redirectUrl)?.protocol !== "https:")
    problems.push(problem("redirectUrl", "value_invalid", "Write an address that begins with https://."));
  if (way === "we_write" && !settings.templateId)
    problems.push(
      problem("templateId", "template_missing", "Choose the template that asks for the confirmation."),
    );
  return problems;
}

function problem(path: string, code: string, message: string): ErrorDetail {
  return { path, code, message };
}
