/** Chromium is unpacked before any story begins: two that unpack it at once start a file that is still being written. */
import { unpackChromium } from "./browser.ts";

export async function setup(): Promise<void> {
  if (process.platform !== "linux") return;
  const before = { ...process.env };
  await unpackChromium();
  // Each story's own process sets up what its browser needs; other tests must not inherit it.
  for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name];
  Object.assign(process.env, before);
}
