/**
 * The native ways in: a system-user token of one's own portfolio, or Embedded Signup without a partner. Invariants: a token is
 * stored only after it passed the probe; one connection per portfolio and workspace; a new token takes an old one's place only
 * when it reaches every WABA that the connection serves. The app's secret signs Meta's webhooks, so it is the webhook secret.
 */
import type { Context } from "../lib/context.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import {
  type Connection,
  type LoadedConnection,
  loadConnection,
  providerIo,
  rotateCredentials,
  saveConnection,
} from "./connections.ts";
import type { AccountFacts, ProviderCredentials } from "./connector.ts";
import { grantedWabas, probeAccount, readWaba, requireWaba, type Waba } from "./meta/account.ts";
import { metaCredentials } from "./meta/credentials.ts";
import { createGraph } from "./meta/graph.ts";
import { readToken } from "./meta/token.ts";
import { openSignup, type Signup, type SignupResult } from "./signups.ts";
import { renewWebhooks } from "./webhooks.job.ts";

export interface NativeToken {
  readonly accessToken: string;
  readonly appSecret: string;
  /** Found through the token where it is left out. */
  readonly appId?: string;
  /** For a token that does not name its WABAs. */
  readonly wabaId?: string;
}

/** Probes the token and stores it. A token of a portfolio that is connected already takes the old one's place. */
export async function connectMeta(
  ctx: Context,
  workspaceId: string,
  input: NativeToken,
  actor: string,
): Promise<Connection> {
  const checked = await checkToken(ctx, input);
  return store(ctx, { workspaceId, ...checked, actor });
}

/** A new token for this connection: of the same portfolio, and reaching all its WABAs. */
export async function rotateMetaToken(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
  input: { readonly accessToken: string; readonly appSecret?: string },
  actor: string,
): Promise<Connection> {
  const connection = await loadNative(ctx, workspaceId, connectionId);
  const [wabaId] = await wabasOf(ctx.db, workspaceId, connectionId);
  const checked = await checkToken(ctx, {
    accessToken: input.accessToken,
    appSecret: input.appSecret ?? connection.webhookSecret,
    ...(wabaId ? { wabaId } : {}),
  });
  const saved = await replaceToken(ctx, { workspaceId, id: connectionId, ...checked, actor });
  await renewWebhooks(ctx, { workspaceId, connectionId });
  return saved;
}

/** Exchanges the code at once, makes or renews the connection, and starts the hand-over. */
export async function startNativeSignup(
  ctx: Context,
  workspaceId: string,
  result: SignupResult,
  actor: string,
): Promise<Signup> {
  const { appId, appSecret } = ctx.config.meta;
  if (!appId || !appSecret)
    throw new AppError(
      "meta_app_missing",
      "This server has no Meta app, so Embedded Signup cannot end here. Whoever runs it sets PONTE_META_APP_ID and PONTE_META_APP_SECRET; or connect with an access token of your own.",
      { status: 409 },
    );
  const accessToken = await createGraph(ctx.http, ctx.config.meta).exchangeCode(result.code);
  const wabaId = result.wabaId;
  const checked = await checkToken(ctx, { accessToken, appId, appSecret, ...(wabaId ? { wabaId } : {}) });
  const { id } = await store(ctx, { workspaceId, ...checked, actor });
  return openSignup(ctx, await loadConnection(ctx, workspaceId, id), {
    kind: "embedded_signup",
    done: ["exchange_code"],
    actor,
    columns: {
      startingPoint: result.startingPoint ?? "new",
      wabaId: wabaId ?? checked.wabas[0]?.id ?? null,
      phoneNumberId: result.phoneNumberId ?? null,
      businessId: result.businessId ?? null,
      token: ctx.secrets.encrypt(accessToken, "signup.token"),
      pin: result.pin ? ctx.secrets.encrypt(result.pin, "signup.pin") : null,
    },
  });
}

interface CheckedToken {
  readonly credentials: ProviderCredentials;
  readonly facts: AccountFacts;
  /** That it reaches; the one that was named comes first. */
  readonly wabas: readonly Waba[];
}

async function checkToken(ctx: Context, input: NativeToken): Promise<CheckedToken> {
  const accessToken = input.accessToken.trim();
  const appSecret = input.appSecret.trim();
  for (const text of [accessToken, appSecret])
    if (!/^[\x21-\x7e]+$/.test(text))
      throw new AppError(
        "meta_token_invalid",
        "This is not an access token or app secret: it contains spaces or characters that neither has. Copy it again, whole and alone.",
      );
  const io = providerIo(ctx);
  const with_ = (appId: string | null) =>
    metaCredentials(ctx.config.meta, { accessToken, appId, appSecret }, ctx.config.infobipAllowedHosts);
  const appId = input.appId?.trim() || (await readToken(io, with_(null))).appId;
  const credentials = with_(appId);
  // With the app known Graph is asked as the app, which proves the secret as well.
  const token = await readToken(io, credentials);
  if (appId && token.appId && token.appId !== appId)
    throw new AppError(
      "meta_token_other_app",
      `This access token was made for the Meta app ${token.appId}, not for ${appId}. Make the token with the app whose secret you enter.`,
      { params: { appId: token.appId, expected: appId } },
    );
  const facts = await probeAccount(io, credentials);
  const named = input.wabaId
    ? requireWaba(await readWaba(io, credentials, input.wabaId), input.wabaId)
    : null;
  const others = await grantedWabas(io, credentials, token.wabaIds);
  const wabas = named ? [named, ...others.filter(({ id }) => id !== named.id)] : others;
  const [first] = wabas;
  return {
    credentials,
    wabas,
    facts: {
      ...facts,
      accountId: first?.businessId ?? facts.accountId,
      accountName: first?.businessName ?? facts.accountName,
    },
  };
}

interface Stored extends CheckedToken {
  readonly workspaceId: string;
  readonly actor: string;
}

async function store(ctx: Context, checked: Stored): Promise<Connection> {
  const { workspaceId, facts, wabas, credentials, actor } = checked;
  const existing = await connectionFor(ctx.db, workspaceId, facts.accountId, wabas);
  if (existing && (await coversAll(ctx, checked, existing.id))) {
    const accountId = existing.accountId ?? facts.accountId;
    const saved = await replaceToken(ctx, { ...checked, id: existing.id, facts: { ...facts, accountId } });
    await renewWebhooks(ctx, { workspaceId, connectionId: saved.id });
    return saved;
  }
  // A token for a part of the portfolio only does not take the place of one for the rest: it gets a connection of its own.
  const accountId =
    existing && facts.accountId ? `${facts.accountId}/${wabas[0]?.id ?? "?"}` : facts.accountId;
  return inTransaction(ctx.db, (tx) =>
    saveConnection(ctx, tx, {
      workspaceId,
      provider: "meta",
      credentials,
      facts: { ...facts, accountId },
      settings: { appId: credentials.appId ?? null },
      webhookSecret: credentials.appSecret ?? "",
      actor,
    }),
  );
}

/** In place: numbers, webhooks and history stay, and sending goes on. */
async function replaceToken(ctx: Context, checked: Stored & { readonly id: string }): Promise<Connection> {
  const { workspaceId, id, credentials } = checked;
  if (!(await coversAll(ctx, checked, id)))
    throw new AppError(
      "meta_token_narrower",
      "This access token does not reach every WhatsApp Business account that this connection serves. In Meta's business settings, give its system user full control of all of them, and make the token again.",
      { status: 409 },
    );
  return inTransaction(ctx.db, async (tx) => {
    const saved = await rotateCredentials(ctx, tx, checked);
    await tx
      .updateTable("connections")
      .set({
        settings: JSON.stringify({ appId: credentials.appId ?? null }),
        webhookSecret: ctx.secrets.encrypt(credentials.appSecret ?? "", "connection.webhook_secret"),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    return saved;
  });
}

async function coversAll(ctx: Context, { workspaceId, credentials }: Stored, id: string): Promise<boolean> {
  const needed = await wabasOf(ctx.db, workspaceId, id);
  const reached = await Promise.all(needed.map((wabaId) => readWaba(providerIo(ctx), credentials, wabaId)));
  return reached.every((waba) => waba !== null);
}

/** The connection that serves one of these WABAs, else the portfolio's. */
async function connectionFor(
  db: Db,
  workspaceId: string,
  accountId: string | null,
  wabas: readonly Waba[],
): Promise<{ id: string; accountId: string | null } | undefined> {
  const native = db
    .selectFrom("connections as c")
    .select(["c.id", "c.accountId"])
    .where("c.workspaceId", "=", workspaceId)
    .where("c.provider", "=", "meta")
    .where("c.state", "<>", "disconnected");
  const serving =
    wabas.length === 0
      ? undefined
      : await native
          .innerJoin("whatsappBusinessGroups as g", "g.connectionId", "c.id")
          .where("g.archivedAt", "is", null)
          .where(
            "g.wabaId",
            "in",
            wabas.map(({ id }) => id),
          )
          .executeTakeFirst();
  if (serving || !accountId) return serving;
  return native.where("c.accountId", "=", accountId).executeTakeFirst();
}

async function wabasOf(db: Db, workspaceId: string, connectionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("whatsappBusinessGroups")
    .select("wabaId")
    .where("workspaceId", "=", workspaceId)
    .where("connectionId", "=", connectionId)
    .where("archivedAt", "is", null)
    .execute();
  return rows.map(({ wabaId }) => wabaId);
}

async function loadNative(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<LoadedConnection> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  if (connection.provider === "meta" && connection.state !== "disconnected") return connection;
  throw new AppError(
    "not_a_native_connection",
    "This is not a native connection to Meta, or it was disconnected. Choose one on the tab Native.",
    { status: 409 },
  );
}
