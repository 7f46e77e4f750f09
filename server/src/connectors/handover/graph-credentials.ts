/** Graph with the business token of a sign-up, for what the person granted there. */
import type { Context } from "../../lib/context.ts";
import type { ProviderCredentials } from "../connector.ts";
import { metaCredentials } from "../meta/credentials.ts";
import { type HandoverState, requireToken } from "./step.ts";

export function graphCredentials(ctx: Context, state: HandoverState): ProviderCredentials {
  return tokenCredentials(ctx, requireToken(state));
}

export function tokenCredentials({ config }: Context, accessToken: string): ProviderCredentials {
  const { appId, appSecret } = config.meta;
  return metaCredentials(config.meta, { accessToken, appId, appSecret: appSecret ?? "" }, []);
}
