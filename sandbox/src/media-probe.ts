/** Whether the files a message points at can be fetched, as the provider will try to. Costs a call, so it is a setting. */
import { request } from "undici";
import { asArray, asObject, asString, type Json } from "./json.ts";
import type { Message } from "./types.ts";

const MEDIA_HOSTING_ERROR = 7013;
const TIMEOUT_MS = 5000;

/** Lets a message fail whose media cannot be fetched; it is told by delivery report, so nobody waits here. */
export function probeMedia(message: Message, content: Json): void {
  for (const url of mediaUrls(content)) {
    void fetchable(url).then((found) => {
      if (!found && message.state === "pending" && message.error === 0) message.error = MEDIA_HOSTING_ERROR;
    });
  }
}

function mediaUrls(content: Json): string[] {
  const data = asObject(content.templateData);
  const cards = [...asArray(asObject(data.carousel).cards), ...asArray(asObject(content.action).cards)].map(
    (card) => asObject(asObject(card).header),
  );
  const holders = [content, asObject(content.header), asObject(data.header), ...cards];
  return holders
    .map((holder) => asString(holder.mediaUrl) ?? asString(holder.url))
    .filter((url) => url !== undefined);
}

async function fetchable(url: string): Promise<boolean> {
  try {
    const options = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
    const { statusCode, body } = await request(url, options);
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
