/** What WhatsApp writes on the card of a document: its size, and the pages of a PDF. */

const PATIENCE_MS = 3000;
const LARGEST = 100 * 1024 * 1024;

/** Empty when the file cannot be had; the card then shows its name only. */
export async function mediaFacts(url: URL): Promise<{ bytes?: number; pages?: number }> {
  if (url.protocol !== "http:" && url.protocol !== "https:") return {};
  try {
    const file = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!file.ok || Number(file.headers.get("content-length") ?? 0) > LARGEST) return {};
    const bytes = Buffer.from(await file.arrayBuffer());
    const pages = countPages(bytes);
    return { bytes: bytes.length, ...(pages > 0 ? { pages } : {}) };
  } catch {
    return {};
  }
}

/** Pages that stand in the open; those of a PDF with compressed objects are not counted. */
function countPages(bytes: Buffer): number {
  if (bytes.subarray(0, 5).toString("latin1") !== "%PDF-") return 0;
  return bytes.toString("latin1").match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
}
