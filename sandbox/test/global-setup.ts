/** Chromium is unpacked before any test begins: two that unpack it at once start a file that is still being written. */
import chromium from "@sparticuz/chromium";

export async function setup(): Promise<void> {
  await chromium.executablePath();
}
