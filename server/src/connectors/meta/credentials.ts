/** How the stored parts of a native connection become what a call needs. */
import type { MetaAppConfig } from "../../config.ts";
import type { ProviderCredentials } from "../connector.ts";

export interface StoredToken {
  readonly accessToken: string;
  /** null: not known; then Ponte cannot speak as the app. */
  readonly appId: string | null;
  readonly appSecret: string;
}

/** Graph's address and version are the operator's, so a new version reaches every connection at once. */
export function metaCredentials(
  { graphUrl, graphVersion }: MetaAppConfig,
  { accessToken, appId, appSecret }: StoredToken,
  allowedHosts: readonly string[],
): ProviderCredentials {
  return {
    baseUrl: `${graphUrl}/${graphVersion}`,
    apiKey: accessToken,
    ...(appId ? { appId } : {}),
    appSecret,
    allowedHosts: [...allowedHosts, new URL(graphUrl).host],
  };
}

/** The app of a native connection, as its settings keep it. */
export function appIdOf(settings: unknown): string | null {
  const { appId } = (settings ?? {}) as { appId?: unknown };
  return typeof appId === "string" && appId !== "" ? appId : null;
}
