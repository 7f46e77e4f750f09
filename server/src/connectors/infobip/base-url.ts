/**
 * The account's own host, as people paste it: with or without scheme and slash. Only Infobip's hosts and those of the operator's
 * allow-list pass, since our key would travel to whatever stands here.
 */
import { AppError } from "../../lib/errors.ts";

const infobipHost = /^(?:api|[a-z0-9-]+\.api(?:-[a-z0-9]{2,4})?)\.infobip\.com$/;

export function normalizeBaseUrl(input: string, allowedHosts: readonly string[]): string {
  const trimmed = input.trim().replace(/\/+$/, "");
  const url = URL.parse(
    /^[a-z]+:\/\//i.test(trimmed)
      ? trimmed
      : `${allowedHosts.includes(trimmed) ? "http" : "https"}://${trimmed}`,
  );
  if (!url) throw refused(input);
  if (allowedHosts.includes(url.host) && ["http:", "https:"].includes(url.protocol)) return url.origin;
  if (url.protocol !== "https:" || url.port !== "" || !infobipHost.test(url.hostname)) throw refused(input);
  return url.origin;
}

function refused(input: string): AppError {
  return new AppError(
    "infobip_host_not_allowed",
    `"${input.slice(0, 100)}" is not an Infobip address. Copy the API base URL from Infobip's portal; it looks like https://xxxxx.api.infobip.com.`,
    { params: { input: input.slice(0, 100) } },
  );
}
