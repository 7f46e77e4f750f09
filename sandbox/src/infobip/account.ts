/** `/account/1/*` and `/settings/1/accounts`: is the key alive, whose is it. */
import type { FastifyInstance } from "fastify";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Account } from "../types.ts";
import { pathAccount } from "./account-keys.ts";
import { badRequest, endpoint } from "./endpoint.ts";

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
    const found = [account, ...subAccountsOf(sandbox, account)].filter(
      (one) =>
        (!name || one.name.toLowerCase().includes(name)) &&
        (query.enabled === undefined || asText(query.enabled) === String(!one.disabled)),
    );
    return { accounts: found.slice(0, limit).map(presentAccount) };
  });
  // Only sub-accounts are changed here: switching off the own account would shut out the caller.
  endpoint(app, "PUT /settings/1/accounts/:accountKey", (call) => {
    const found = pathAccount(sandbox, call);
    const { name, enabled } = call.body;
    if (found === call.account && enabled === false)
      throw badRequest({ enabled: ["the own account cannot be disabled"] });
    found.name = asText(name) || found.name;
    if (enabled === false) found.disabled = true;
    if (enabled === true) delete found.disabled;
    sandbox.state.onChange();
    return presentAccount(found);
  });
}

function subAccountsOf({ state }: Sandbox, { key }: Account): Account[] {
  return [...state.accounts.values()].filter(({ ownerKey }) => ownerKey === key);
}

function presentAccount({ key, ownerKey, name, disabled }: Account): unknown {
  return { key, ownerKey, name, enabled: !disabled };
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
