/** Every provider Ponte can speak to, by name. A new connector is added here and nowhere else. */
import { AppError } from "../lib/errors.ts";
import type { Connector, ProviderName } from "./connector.ts";
import type { CatalogueEntry, Explanation } from "./errors.ts";
import { infobipErrors, unknownError } from "./infobip/errors.ts";
import { infobip } from "./infobip/infobip.ts";
import { metaErrors, unknownMetaError } from "./meta/errors.ts";
import { meta } from "./meta/meta.ts";
import { webhookErrors } from "./webhook/errors.ts";
import { webhook } from "./webhook/webhook.ts";

const connectors: Readonly<Record<ProviderName, Connector>> = { infobip, meta, webhook };

export function connectorFor(provider: string): Connector {
  const connector = Object.hasOwn(connectors, provider) ? connectors[provider as ProviderName] : undefined;
  if (!connector)
    throw new AppError(
      "provider_not_available",
      `This installation has no connector for "${provider}". Connect your own Infobip account instead.`,
    );
  return connector;
}

/** What a person is told about a provider's code, or null when it is not a provider's code. */
export function explainProviderError(code: string): Explanation | null {
  const entry = catalogued(code);
  return entry && { code, title: entry.title, advice: entry.advice, fault: entry.fault };
}

function catalogued(code: string): CatalogueEntry | null {
  if (code.startsWith("infobip:")) return infobipErrors.get(code) ?? unknownError(code);
  if (code.startsWith("meta:")) return metaErrors.get(code) ?? unknownMetaError(code);
  if (code.startsWith("webhook:")) return webhookErrors.get(code) ?? null;
  return null;
}
