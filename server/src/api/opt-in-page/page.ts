/** The form as a visitor gets it: plain HTML, one small script, no dashboard. Every text of the company is escaped. Pure. */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import {
  type FormField,
  type FormLanguage,
  type FormSettings,
  type FormTexts,
  textsOf,
} from "../../inbound/inbound.ts";
import { type PageWords, pageWords } from "./words.ts";

export interface ShownForm {
  readonly name: string;
  readonly phone: string;
  readonly displayName: string;
  readonly way: "person_writes" | "we_write";
  readonly settings: FormSettings;
  readonly consentVersion: number;
}

export interface PageOptions {
  readonly language: FormLanguage;
  /** Where it is sent; empty in a preview, which cannot be sent. */
  readonly action: string;
  /** Of the style element that carries the colour. */
  readonly nonce: string;
  readonly page: string;
}

const locales: Readonly<Record<FormLanguage, string>> = { pt: "pt-BR", en: "en", es: "es" };

export function formPage(form: ShownForm, options: PageOptions): string {
  const words = pageWords[options.language];
  const texts = textsOf(form, options.language);
  if (!texts) return closedPage(options.language);
  const data = {
    action: options.action,
    language: options.language,
    page: options.page,
    version: form.consentVersion,
    redirect: form.settings.redirectUrl,
    done: texts.done,
    words,
  };
  return page(
    options.language,
    texts.title,
    form.settings,
    options.nonce,
    `<h1>${escapeHtml(texts.title)}</h1>
${texts.intro ? `<p class="intro">${escapeHtml(texts.intro)}</p>` : ""}
${formOf(form, texts, words, options)}
<section id="result" tabindex="-1" hidden aria-live="polite"></section>
<p class="from">${escapeHtml(words.from)} <strong>${escapeHtml(form.displayName)}</strong> · ${escapeHtml(shownPhone(form.phone))}</p>
${options.action ? `<noscript><p class="error">${escapeHtml(words.noScript)}</p></noscript>` : ""}`,
    JSON.stringify(data),
  );
}

export function closedPage(language: FormLanguage): string {
  const words = pageWords[language];
  return page(
    language,
    words.closedTitle,
    { accent: "#0f766e", theme: "auto" },
    "",
    `<h1>${escapeHtml(words.closedTitle)}</h1><p class="intro">${escapeHtml(words.closedText)}</p>`,
    "{}",
  );
}

function formOf(form: ShownForm, texts: FormTexts, words: PageWords, { language }: PageOptions): string {
  const submit = form.way === "we_write" ? words.submitWeWrite : words.submitPersonWrites;
  return `<form id="opt-in" novalidate>
${form.settings.fields.map((field, index) => fieldOf(field, index, words, language)).join("\n")}
<div class="trap" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>
<div class="consent"><input type="checkbox" id="consent" required aria-describedby="consent-error">
<label for="consent">${escapeHtml(texts.consent)}</label></div>
<p class="error" id="consent-error" hidden></p>
<p class="error" id="form-error" role="alert" hidden></p>
<button type="submit">${escapeHtml(submit)}</button>
</form>`;
}

const inputs: Readonly<Record<FormField["kind"], string>> = {
  phone: 'type="tel" inputmode="tel" autocomplete="tel"',
  firstName: 'type="text" autocomplete="given-name"',
  lastName: 'type="text" autocomplete="family-name"',
  email: 'type="email" inputmode="email" autocomplete="email"',
  attribute: 'type="text" autocomplete="off"',
};

function fieldOf(field: FormField, index: number, words: PageWords, language: FormLanguage): string {
  const key = field.kind === "attribute" ? `attribute:${field.attribute ?? ""}` : field.kind;
  const label =
    field.kind === "attribute" ? field.label?.[language] || field.attribute || "" : words[field.kind];
  const hint = field.kind === "phone" ? words.phoneHint : "";
  const id = `field-${index}`;
  return `<div class="field"><label for="${id}">${escapeHtml(label)}${field.required ? "" : ` <span class="optional">(${escapeHtml(words.optional)})</span>`}</label>
<input id="${id}" data-key="${escapeHtml(key)}" maxlength="255" ${inputs[field.kind]}${field.required ? " required" : ""} aria-describedby="${hint ? `${id}-hint ` : ""}${id}-error">
${hint ? `<p class="hint" id="${id}-hint">${escapeHtml(hint)}</p>` : ""}<p class="error" id="${id}-error" hidden></p></div>`;
}

function page(
  language: FormLanguage,
  title: string,
  { accent, theme }: Pick<FormSettings, "accent" | "theme">,
  nonce: string,
  body: string,
  data: string,
): string {
  // Nothing but a colour gets into the style element, whatever was stored.
  const colour = /^#[0-9a-f]{6}$/i.test(accent) ? accent : "#0f766e";
  return `<!doctype html>
<html lang="${locales[language]}" data-theme="${escapeHtml(theme)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/opt-in/assets/form.css">
<style nonce="${nonce}">:root{--accent:${colour};--on-accent:${onColour(colour)}}</style></head>
<body><main id="main" data-form="${escapeHtml(data)}">
${body}
</main><script src="/opt-in/assets/form.js" defer></script></body></html>`;
}

/** Black or white, whichever is read better on the colour. */
function onColour(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

function shownPhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}

/** For element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** For other people's sites: puts the form where the script tag stands, as tall as it needs to be. */
export function embedScript(address: string): string {
  // JSON inside a script: no "<" may end it, no line separator may break it.
  const url = JSON.stringify(address)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "")
    .replaceAll("\u2029", "");
  return `(function () {
  var script = document.currentScript, url = ${url};
  var frame = document.createElement("iframe");
  var language = script.getAttribute("data-language");
  frame.src = url + "?page=" + encodeURIComponent(location.origin + location.pathname) + (language ? "&lang=" + encodeURIComponent(language) : "");
  frame.title = script.getAttribute("data-title") || "WhatsApp";
  frame.style.cssText = "width:100%;max-width:480px;border:0;height:520px;color-scheme:auto";
  frame.setAttribute("referrerpolicy", "strict-origin-when-cross-origin");
  window.addEventListener("message", function (event) {
    if (event.source !== frame.contentWindow || event.origin !== new URL(url).origin) return;
    var height = event.data && event.data.type === "ponte:opt-in" ? Number(event.data.height) : 0;
    if (height > 0 && height < 5000) frame.style.height = Math.ceil(height) + "px";
  });
  script.parentNode.insertBefore(frame, script.nextSibling);
})();
`;
}
