/**
 * Environment -> Config, once, at the edge. Every variable of Ponte is named here and documented in docs/configuration.md.
 * A wrong value is a ConfigError: the message says which variable, what is wrong and what to write instead.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";

export class ConfigError extends Error {
  override name = "ConfigError";
}

export interface MetaAppConfig {
  readonly appId: string | null;
  readonly appSecret: string | null;
  readonly configId: string | null;
  readonly solutionId: string | null;
  readonly graphUrl: string;
  readonly graphVersion: string;
  readonly sdkUrl: string;
  /** Origins whose window messages the dashboard accepts besides https://*.facebook.com. */
  readonly extraOrigins: readonly string[];
}

export type FilesConfig = { readonly maxBytes: number } & (
  | { readonly store: "disk"; readonly dir: string }
  | {
      readonly store: "s3";
      readonly bucket: string;
      readonly region: string;
      readonly endpoint: string | null;
      readonly accessKey: string | null;
      readonly secretKey: string | null;
    }
);

export interface Config {
  readonly dataDir: string;
  /** null: Ponte starts its own PostgreSQL in the data directory. */
  readonly databaseUrl: string | null;
  readonly databasePort: number;
  readonly databasePoolSize: number;
  readonly host: string;
  readonly port: number;
  /** Where people and providers reach the server, without a trailing slash. */
  readonly publicUrl: string;
  /** Behind a reverse proxy: believe its X-Forwarded-* headers. */
  readonly trustProxy: boolean;
  readonly sandbox: { readonly enabled: boolean; readonly port: number; readonly url: string };
  /** 32 bytes, base64; null: generated into the data directory. */
  readonly encryptionKey: string | null;
  readonly logLevel: string;
  readonly demo: boolean;
  /** Largest file of contacts that is taken. */
  readonly importMaxBytes: number;
  /** Raw events are kept for the current month and this many before it; 0: for ever. */
  readonly eventRetentionMonths: number;
  /** The same, of what is inside a gzip file. */
  readonly importMaxUnpackedBytes: number;
  /** The compatible API's limits of calls, times this. */
  readonly apiLimitFactor: number;
  /** Hosts (host or host:port) that may stand in for *.api.infobip.com. */
  readonly infobipAllowedHosts: readonly string[];
  readonly meta: MetaAppConfig;
  /** null: no e-mails are sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Hosts (host or host:port) inside private networks that webhooks to people's own systems may reach. */
  readonly webhookAllowedHosts: readonly string[];
  readonly files: FilesConfig;
  readonly delivery: {
    /** How many buckets one worker drains at the same time. */
    readonly concurrency: number;
    /** Rows taken by one claim. */
    readonly claimSize: number;
    /** Messages in one provider call. */
    readonly callSize: number;
    readonly leaseSeconds: number;
    /** How long a send may be retried before it fails for good. */
    readonly retryHours: number;
    /** How long a send of unknown outcome waits for a report, where the provider does not recognise a repeated message. */
    readonly unconfirmedMinutes: number;
    readonly timeoutMs: number;
  };
}

type Env = Readonly<Record<string, string | undefined>>;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Reads the configuration; throws ConfigError naming the variable. */
export function loadConfig(env: Env = process.env): Config {
  const port = integer(env, "PONTE_PORT", 4700, 0, 65_535);
  const sandboxPort = integer(env, "PONTE_SANDBOX_PORT", 4701, 0, 65_535);
  const sandboxEnabled = boolean(env, "PONTE_SANDBOX", true);
  const sandboxUrl = `http://localhost:${sandboxPort}`;
  return {
    dataDir: path.resolve(env.PONTE_DATA_DIR ?? path.join(root, "data")),
    databaseUrl: databaseUrl(env),
    databasePort: integer(env, "PONTE_DATABASE_PORT", 4702, 0, 65_535),
    databasePoolSize: integer(env, "PONTE_DATABASE_POOL", 12, 2, 500),
    host: env.PONTE_HOST ?? "127.0.0.1",
    port,
    publicUrl: url(env, "PONTE_PUBLIC_URL", `http://localhost:${port}`),
    trustProxy: boolean(env, "PONTE_TRUST_PROXY", false),
    sandbox: { enabled: sandboxEnabled, port: sandboxPort, url: sandboxUrl },
    encryptionKey: encryptionKey(env),
    logLevel: oneOf(env, "PONTE_LOG_LEVEL", "info", [
      "trace",
      "debug",
      "info",
      "warn",
      "error",
      "fatal",
      "silent",
    ]),
    demo: boolean(env, "PONTE_DEMO", true),
    importMaxBytes: integer(env, "PONTE_IMPORT_MAX_MB", 200, 1, 1024) * 1024 * 1024,
    importMaxUnpackedBytes: integer(env, "PONTE_IMPORT_MAX_UNPACKED_MB", 2048, 1, 16_384) * 1024 * 1024,
    eventRetentionMonths: integer(env, "PONTE_EVENT_RETENTION_MONTHS", 0, 0, 1200),
    apiLimitFactor: integer(env, "PONTE_API_LIMIT_FACTOR", 1, 1, 1000),
    infobipAllowedHosts: list(
      env,
      "PONTE_INFOBIP_ALLOWED_HOSTS",
      sandboxEnabled ? [`localhost:${sandboxPort}`, `127.0.0.1:${sandboxPort}`] : [],
    ),
    meta: metaApp(env, sandboxEnabled ? sandboxUrl : null),
    mail: mail(env),
    webhookAllowedHosts: list(env, "PONTE_WEBHOOK_ALLOWED_HOSTS", []),
    files: files(env),
    delivery: {
      concurrency: integer(env, "PONTE_DELIVERY_CONCURRENCY", 6, 1, 64),
      claimSize: integer(env, "PONTE_DELIVERY_CLAIM_SIZE", 500, 1, 5000),
      callSize: integer(env, "PONTE_DELIVERY_CALL_SIZE", 100, 1, 1000),
      leaseSeconds: integer(env, "PONTE_DELIVERY_LEASE_SECONDS", 60, 1, 3600),
      retryHours: integer(env, "PONTE_DELIVERY_RETRY_HOURS", 24, 0, 168),
      unconfirmedMinutes: integer(env, "PONTE_DELIVERY_UNCONFIRMED_MINUTES", 15, 1, 1440),
      timeoutMs: integer(env, "PONTE_DELIVERY_TIMEOUT_MS", 30_000, 100, 300_000),
    },
  };
}

function metaApp(env: Env, sandboxUrl: string | null): MetaAppConfig {
  // With the sandbox running and no app of one's own, the sandbox's app is the app.
  const own = env.PONTE_META_APP_ID !== undefined;
  const fallback = own ? null : sandboxUrl;
  return {
    appId: env.PONTE_META_APP_ID ?? (fallback ? "1000000000000001" : null),
    appSecret: env.PONTE_META_APP_SECRET ?? (fallback ? "sandbox-app-secret" : null),
    configId: env.PONTE_META_CONFIG_ID ?? (fallback ? "2000000000000001" : null),
    solutionId: env.PONTE_META_SOLUTION_ID ?? (fallback ? "3000000000000001" : null),
    graphUrl: url(env, "PONTE_META_GRAPH_URL", fallback ? `${fallback}/graph` : "https://graph.facebook.com"),
    graphVersion: env.PONTE_META_GRAPH_VERSION ?? "v25.0",
    sdkUrl: url(
      env,
      "PONTE_META_SDK_URL",
      fallback ? `${fallback}/meta/sdk.js` : "https://connect.facebook.net/en_US/sdk.js",
    ),
    extraOrigins: list(env, "PONTE_META_ORIGINS", fallback ? [fallback] : []),
  };
}

function files(env: Env): FilesConfig {
  const maxBytes = integer(env, "PONTE_FILES_MAX_MB", 100, 1, 1024) * 1024 * 1024;
  const store = oneOf(env, "PONTE_FILES_STORE", "disk", ["disk", "s3"]);
  const dataDir = env.PONTE_DATA_DIR ?? path.join(root, "data");
  if (store === "disk")
    return { store, maxBytes, dir: path.resolve(env.PONTE_FILES_DIR ?? path.join(dataDir, "files")) };
  const bucket = env.PONTE_FILES_BUCKET;
  if (!bucket)
    throw new ConfigError("PONTE_FILES_BUCKET is not set, but PONTE_FILES_STORE=s3 needs the bucket's name.");
  return {
    store: "s3",
    maxBytes,
    bucket,
    region: env.PONTE_FILES_REGION ?? "us-east-1",
    endpoint: env.PONTE_FILES_ENDPOINT ? url(env, "PONTE_FILES_ENDPOINT", "") : null,
    accessKey: env.PONTE_FILES_ACCESS_KEY ?? null,
    secretKey: env.PONTE_FILES_SECRET_KEY ?? null,
  };
}

function mail(env: Env): Config["mail"] {
  const smtpUrl = env.PONTE_SMTP_URL;
  if (!smtpUrl) return null;
  const parsed = URL.parse(smtpUrl);
  // The value itself holds a password and is not repeated.
  if (!parsed || !["smtp:", "smtps:"].includes(parsed.protocol) || !parsed.hostname)
    throw new ConfigError("PONTE_SMTP_URL must look like smtp://user:password@mail.example.com:587.");
  const from = env.PONTE_MAIL_FROM;
  if (!from?.includes("@"))
    throw new ConfigError(
      "PONTE_MAIL_FROM must name the sender of e-mails, such as Ponte <ponte@example.com>, when PONTE_SMTP_URL is set.",
    );
  return { smtpUrl, from };
}

function integer(env: Env, name: string, fallback: number, min: number, max: number): number {
  const raw = env[name];
  if (raw === undefined || raw === "") return fallback;
  const value = Number(raw);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${name} is "${raw}", but it must be a whole number from ${min} to ${max}.`);
  return value;
}

function boolean(env: Env, name: string, fallback: boolean): boolean {
  const raw = env[name]?.toLowerCase();
  if (raw === undefined || raw === "") return fallback;
  if (["1", "true", "yes", "on"].includes(raw)) return true;
  if (["0", "false", "no", "off"].includes(raw)) return false;
  throw new ConfigError(`${name} is "${env[name]}", but it must be true or false.`);
}

function oneOf<T extends string>(env: Env, name: string, fallback: T, allowed: readonly T[]): T {
  const raw = env[name] ?? fallback;
  const found = allowed.find((one) => one === raw);
  if (!found) throw new ConfigError(`${name} is "${raw}", but it must be one of ${allowed.join(", ")}.`);
  return found;
}

function list(env: Env, name: string, fallback: readonly string[]): readonly string[] {
  const raw = env[name];
  if (raw === undefined) return fallback;
  return raw
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function url(env: Env, name: string, fallback: string): string {
  const raw = env[name] ?? fallback;
  const parsed = URL.parse(raw);
  if (!parsed || !["http:", "https:"].includes(parsed.protocol))
    throw new ConfigError(
      `${name} is "${raw}", but it must be an address such as https://ponte.example.com.`,
    );
  return raw.replace(/\/+$/, "");
}

function databaseUrl(env: Env): string | null {
  const raw = env.DATABASE_URL;
  if (raw === undefined || raw === "") return null;
  const parsed = URL.parse(raw);
  if (!parsed || !["postgres:", "postgresql:"].includes(parsed.protocol))
    throw new ConfigError("DATABASE_URL must look like postgres://user:password@host:5432/database.");
  return raw;
}

function encryptionKey(env: Env): string | null {
  const raw = env.PONTE_ENCRYPTION_KEY;
  if (raw === undefined || raw === "") return null;
  if (Buffer.from(raw, "base64").length !== 32)
    throw new ConfigError(
      "PONTE_ENCRYPTION_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32",
    );
  return raw;
}
