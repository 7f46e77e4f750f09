/** A message in one line, for quotes, lists and labels. */

const GLYPHS = {
  image: "photo",
  video: "film",
  gif: "film",
  document: "file",
  audio: "music",
  voice: "voice",
  sticker: "sticker",
  location: "pin",
  contact: "person",
  order: "bag",
};

/** The icon before the line, when the kind has one. */
export function glyphOf({ kind }) {
  return GLYPHS[kind] ?? null;
}

export function summaryOf(t, message) {
  const { kind, order } = message;
  if (order) return t("orderOf", { n: order.items.reduce((sum, { quantity }) => sum + quantity, 0) });
  return (
    message.body ||
    message.media?.caption ||
    message.media?.filename ||
    message.header?.text ||
    message.location?.name ||
    message.contacts?.[0]?.name?.formattedName ||
    (GLYPHS[kind] ? t(kind) : t("messageOfKind"))
  );
}

/** What the lists of phones and chats say of the last message. */
export function previewText(t, last) {
  if (!last) return "";
  if (last.kind === "reaction") return t("reactedWith", { emoji: last.preview });
  if (last.kind === "order") return t("order");
  if (last.kind === "interactive_flow_reply") return t("responseSent");
  const bare = /^\[.*\]$/.test(last.preview);
  return bare ? t(GLYPHS[last.kind] ? last.kind : "messageOfKind") : last.preview;
}
