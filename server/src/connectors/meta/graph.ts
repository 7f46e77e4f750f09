/** The few Graph calls that follow Embedded Signup: exchange the code, find the WABA and its numbers. */
import type { MetaAppConfig } from "../../config.ts";
import { AppError } from "../../lib/errors.ts";
import { type HttpClient, HttpError } from "../../lib/http.ts";

export interface MetaNumber {
  readonly id: string;
  /** E.164 */
  readonly phone: string;
  readonly displayName: string;
}

export interface Graph {
  /** Code -> business token. The code lives 30 seconds and works once. */
  exchangeCode(code: string): Promise<string>;
  /** WABA ids that the token was granted, newest first. */
  grantedWabaIds(token: string): Promise<string[]>;
  readWaba(token: string, wabaId: string): Promise<{ id: string; name: string } | null>;
  listNumbers(token: string, wabaId: string): Promise<MetaNumber[] | null>;
}

export function createGraph(http: HttpClient, app: MetaAppConfig): Graph {
  const base = `${app.graphUrl}/${app.graphVersion}`;
  const get = async (
    path: string,
    query: Record<string, string>,
  ): Promise<{ status: number; json: unknown }> => {
    const url = `${base}${path}?${new URLSearchParams(query)}`;
    try {
      const response = await http.send({
        method: "GET",
        url,
        headers: { accept: "application/json" },
        allowedHosts: [new URL(base).host],
      });
      return { status: response.status, json: safeJson(response.body) };
    } catch (cause) {
      if (!(cause instanceof HttpError)) throw cause;
      throw new AppError(
        "meta_unreachable",
        `Meta does not answer: ${cause.message} Try again in a moment.`,
        { status: 502, cause },
      );
    }
  };
  return {
    async exchangeCode(code) {
      const { status, json } = await get("/oauth/access_token", {
        client_id: app.appId ?? "",
        client_secret: app.appSecret ?? "",
        code,
      });
      const token = (json as { access_token?: string } | null)?.access_token;
      if (status === 200 && token) return token;
      throw codeRefused(json);
    },
    async grantedWabaIds(token) {
      const { json } = await get("/debug_token", {
        input_token: token,
        access_token: `${app.appId}|${app.appSecret}`,
      });
      const scopes =
        (json as { data?: { granular_scopes?: { scope: string; target_ids?: string[] }[] } } | null)?.data
          ?.granular_scopes ?? [];
      // Some tokens name the WABA under one scope only, so any whatsapp_* scope counts.
      const ids = scopes
        .filter((entry) => entry.scope.startsWith("whatsapp_"))
        .flatMap((entry) => entry.target_ids ?? []);
      return [...new Set(ids)];
    },
    async readWaba(token, wabaId) {
      const { status, json } = await get(`/${encodeURIComponent(wabaId)}`, {
        fields: "id,name",
        access_token: token,
      });
      return status === 200 ? (json as { id: string; name: string }) : null;
    },
    async listNumbers(token, wabaId) {
      const { status, json } = await get(`/${encodeURIComponent(wabaId)}/phone_numbers`, {
        fields: "id,display_phone_number,verified_name",
        access_token: token,
      });
      if (status !== 200) return null;
      const data =
        (json as { data?: { id: string; display_phone_number: string; verified_name?: string }[] }).data ??
        [];
      return data.map((number) => ({
        id: String(number.id),
        phone: `+${number.display_phone_number.replace(/\D/g, "")}`,
        displayName: number.verified_name ?? number.display_phone_number,
      }));
    },
  };
}

function codeRefused(json: unknown): AppError {
  const error = (json as { error?: { message?: string; error_subcode?: number } } | null)?.error;
  // 36007 expired, 36009 used before
  if (error?.error_subcode === 36_007 || error?.error_subcode === 36_009)
    return new AppError(
      "code_expired",
      "Meta's sign-up code was used or has expired; it lives for 30 seconds. Open the sign-up again: what you entered there is kept by Meta.",
    );
  return new AppError(
    "code_refused",
    `Meta did not accept the sign-up code${error?.message ? ` (${error.message})` : ""}. Open the sign-up again; if it happens twice, check PONTE_META_APP_ID and PONTE_META_APP_SECRET.`,
  );
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
