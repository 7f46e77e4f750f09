/** A draft as a short text for the address bar and for keeping: JSON without keys, packed, in letters that addresses take. */
import type { DraftGroup } from "./draft-types.ts";
import { toDraft } from "./read-draft.ts";

/** Longer addresses are cut by mail programs and refused by proxies. */
export const maxCodeLength = 4000;
/** A few letters of packed text can become very much. */
const maxUnpacked = 400_000;

/** A draft as plain JSON; what toDraft reads. */
export function draftJson(draft: DraftGroup): string {
  return JSON.stringify(draft, (name, value) => (name === "key" ? undefined : value));
}

/** null: too long for an address. */
export async function encodeDraft(draft: DraftGroup): Promise<string | null> {
  const packed = await pass(new TextEncoder().encode(draftJson(draft)), new CompressionStream("deflate-raw"));
  const code = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  return code.length > maxCodeLength ? null : code;
}

/** null: no draft can be read from it. */
export async function decodeDraft(code: string): Promise<DraftGroup | null> {
  if (code.length > maxCodeLength) return null;
  try {
    const text = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const json = new TextDecoder().decode(await pass(bytes, new DecompressionStream("deflate-raw")));
    const tree: unknown = JSON.parse(json);
    return typeof tree === "object" && tree !== null && "kind" in tree ? toDraft(tree) : null;
  } catch {
    return null;
  }
}

async function pass(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxUnpacked) {
      await reader.cancel();
      throw new Error("too much in it");
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
