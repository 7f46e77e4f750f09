/** `/account/1/*` and `/settings/1/accounts`: is the key alive, whose is it. */
import type { FastifyInstance } from "fastify";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Account } from "../types.ts";
import { endpoint } from "./endpoint.ts";
import { InfobipError } from "./errors.ts";

const CURRENCIES: Record<string, [number, string, string]> = {
  BRL: [2, "Brazilian Real", "R$"],
  EUR: [1, "Euro", "€"],
  USD: [3, "US Dollar", "$"],
  GBP: [4, "British Pound", "£"],
  MXN: [5, "Mexican Peso", "$"],
};

const round = (amount: number) => Math.round(amount * 100) / 100;

export function registerAccount(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "GET /account/1/balance", ({ account }) => ({
    balance: round(account.balance),
    currency: account.currency,
  }));
  endpoint(app, "GET /account/1/total-balance", ({ account }) => totalBalance(account));
  endpoint(app, "GET /account/1/free-messages", () => ({ remainingCount: 0 }));
  endpoint(app, "GET /settings/1/accounts", ({ account, query }) => {
    const name = asText(query.name)?.toLowerCase();
    const limit = Number(asText(query.limit) ?? "40");
    const own = !name || account.name.toLowerCase().includes(name) ? [presentAccount(account)] : [];
    return { accounts: query.enabled === "false" ? [] : own.slice(0, limit) };
  });
  endpoint(app, "PUT /settings/1/accounts/:accountKey", ({ account, params, body }) => {
    const found = sandbox.state.accounts.get(params.accountKey ?? "");
    if (!found || found.key !== account.key) throw new InfobipError(404);
    found.name = asText(body.name) ?? found.name;
    sandbox.state.onChange();
    return presentAccount(found);
  });
}

function presentAccount({ key, ownerKey, name }: Account): unknown {
  return { key, ownerKey, name, enabled: true };
}

function totalBalance(account: Account): unknown {
  const [id, currencyName, symbol] = CURRENCIES[account.currency] ?? [9, account.currency, account.currency];
  return {
    balance: round(account.balance),
    allowedMinus: 0,
    monthlyLimit: 0,
    monthlyBalance: 0,
    currency: { id, code: account.currency, currencyName, symbol },
    freeMessages: {},
  };
}
