/** What a notice says outside the dashboard, in the languages Ponte speaks. The dashboard has its own words for the same kinds. */

import type { Notice } from "./list.ts";
import type { NoticeKind } from "./notices.ts";
import type { NoticeLanguage } from "./settings.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";
import { portuguese } from "./words-pt.ts";

/** {{name}} stands for a value. */
export interface NoticeWords {
  readonly kinds: Readonly<Record<NoticeKind, { readonly title: string; readonly message: string }>>;
  /** In place of a name that is gone. */
  readonly unnamed: string;
  readonly mail: {
    readonly open: string;
    /** Why this e-mail came and how to stop it. */
    readonly footer: string;
  };
  readonly test: { readonly title: string; readonly message: string };
}

export interface Mailing {
  readonly subject: string;
  readonly title: string;
  readonly message: string;
  readonly open: string;
  readonly link: string;
  readonly footer: string;
  readonly settingsLink: string;
}

const words: Readonly<Record<NoticeLanguage, NoticeWords>> = {
  en: english,
  "pt-BR": portuguese,
  es: spanish,
};

type Told = Pick<Notice, "kind" | "params" | "about" | "count">;

export function tellNotice(notice: Told, language: NoticeLanguage): { title: string; message: string } {
  const { kinds, unnamed } = words[language];
  const values = { ...datesOf(notice.params, language), about: notice.about ?? unnamed, count: notice.count };
  const { title, message } = kinds[notice.kind];
  return { title: fill(title, values), message: fill(message, values) };
}

export function tellTest(language: NoticeLanguage): { title: string; message: string } {
  return words[language].test;
}

interface Place {
  readonly language: NoticeLanguage;
  readonly workspace: string;
  readonly link: string;
  readonly settingsLink: string;
}

export function writeMail(notice: Told, place: Place): Mailing {
  return frame(tellNotice(notice, place.language), place);
}

export function writeTestMail(place: Place): Mailing {
  return frame(tellTest(place.language), place);
}

function frame(told: { title: string; message: string }, place: Place): Mailing {
  const { open, footer } = words[place.language].mail;
  return {
    ...told,
    subject: `[Ponte · ${place.workspace}] ${told.title}`.replace(/\s+/g, " "),
    open,
    link: place.link,
    footer: fill(footer, { workspace: place.workspace }),
    settingsLink: place.settingsLink,
  };
}

export function textOf(mail: Mailing): string {
  return `${mail.title}\n\n${mail.message}\n\n${mail.open}: ${mail.link}\n\n--\n${mail.footer}\n${mail.settingsLink}\n`;
}

export function htmlOf(mail: Mailing): string {
  const [title, message, open, link, footer, settings] = [
    mail.title,
    mail.message,
    mail.open,
    mail.link,
    mail.footer,
    mail.settingsLink,
  ].map(escapeHtml);
  return `<!doctype html><html><body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1c2b2d;background:#f4f6f6">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:8px">
<h1 style="margin:0 0 12px;font-size:20px">${title}</h1>
<p style="margin:0 0 20px">${message}</p>
<p style="margin:0"><a href="${link}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#0b6b67;color:#fff;text-decoration:none">${open}</a></p>
</div>
<p style="max-width:560px;margin:16px auto 0;font-size:13px;color:#5a6a6c">${footer} <a href="${settings}" style="color:#0b6b67">${settings}</a></p>
</body></html>
`;
}

function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""))
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

/** Times are written as dates of the language. */
function datesOf(params: Told["params"], language: NoticeLanguage): Record<string, unknown> {
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const time = name.endsWith("At") && typeof value === "string" ? new Date(value) : null;
      return [name, time && !Number.isNaN(time.getTime()) ? date.format(time) : value];
    }),
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
