/** Meta's side on disk: everything but files that are too large to keep and addresses that end in minutes. */
import type { State } from "../state.ts";
import type { Sender } from "../types.ts";
import { applyMetaSettings, type MetaSettings } from "./meta-settings.ts";
import type {
  AppSubscription,
  MediaFile,
  MetaApp,
  MetaNumber,
  MovedNumber,
  QrCode,
  WabaExtra,
} from "./store.ts";

const KEPT_BYTES = 2 * 1024 * 1024;
const KEPT_FILES = 100;

interface SavedNumber extends Omit<MetaNumber, "sender" | "blocked"> {
  /** Its number when the sender is one of the state's, else the record itself. */
  sender: string | Sender;
  blocked: string[];
}

export interface SavedMeta {
  settings: MetaSettings;
  apps: (Omit<MetaApp, "subscriptions"> & { subscriptions: AppSubscription[] })[];
  numbers: SavedNumber[];
  moved: MovedNumber[];
  media: (Omit<MediaFile, "bytes" | "links"> & { base64: string | null })[];
  qrCodes: QrCode[];
  wabas: [string, WabaExtra][];
  solutions: [string, string][];
}

export function saveMeta({ meta, senders }: State): SavedMeta {
  const keeps = ({ bytes, expiresAt }: MediaFile) =>
    expiresAt > Date.now() && (bytes?.length ?? 0) <= KEPT_BYTES;
  return {
    settings: meta.settings,
    apps: [...meta.apps.values()].map((app) => ({ ...app, subscriptions: [...app.subscriptions.values()] })),
    numbers: [...meta.numbers.values()].map((number) => ({
      ...number,
      sender: senders.get(number.sender.number) === number.sender ? number.sender.number : number.sender,
      blocked: [...number.blocked],
    })),
    moved: [...meta.moved.values()],
    media: [...meta.media.values()]
      .filter(keeps)
      .slice(-KEPT_FILES)
      .map(({ bytes, links: _links, ...file }) => ({ ...file, base64: bytes?.toString("base64") ?? null })),
    qrCodes: [...meta.qrCodes.values()],
    wabas: [...meta.wabas],
    solutions: [...meta.solutions],
  };
}

/** `saved` is absent in files of earlier versions. The senders are loaded already. */
export function loadMeta({ meta, senders }: State, saved: SavedMeta | undefined): void {
  if (!saved) return;
  applyMetaSettings(meta.settings, { ...saved.settings });
  for (const { subscriptions, ...app } of saved.apps) {
    meta.apps.set(app.id, { ...app, subscriptions: new Map(subscriptions.map((one) => [one.object, one])) });
  }
  for (const { sender, blocked, ...number } of saved.numbers) {
    const found = typeof sender === "string" ? senders.get(sender) : sender;
    if (found) meta.numbers.set(number.id, { ...number, sender: found, blocked: new Set(blocked) });
  }
  for (const one of saved.moved) meta.moved.set(one.id, one);
  for (const { base64, ...file } of saved.media) {
    const bytes = base64 === null ? null : Buffer.from(base64, "base64");
    meta.media.set(file.id, { ...file, bytes, links: new Map() });
  }
  for (const one of saved.qrCodes) meta.qrCodes.set(one.code, one);
  for (const [id, extra] of saved.wabas) meta.wabas.set(id, extra);
  for (const [id, status] of saved.solutions) meta.solutions.set(id, status);
}
