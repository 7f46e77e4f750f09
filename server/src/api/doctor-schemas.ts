/** What the page of one connection is told about its health. */
import Type from "typebox";
import { Id, Nullable, named, Time } from "./schemas.ts";

const Words = Type.Object({ event: Type.String(), count: Type.Integer(), lastAt: Nullable(Time) });

export const ConnectionHealth = named(
  "ConnectionHealth",
  Type.Object({
    id: Id,
    provider: Type.String(),
    state: Type.String(),
    stateReason: Nullable(Type.String()),
    stateText: Nullable(Type.String({ description: "what the provider said" })),
    failingSince: Nullable(Time),
    checkedAt: Nullable(Time),
    accountId: Nullable(Type.String()),
    keyDaysLeft: Nullable(Type.Integer()),
    balance: Nullable(Type.Object({ amount: Type.String(), currency: Type.String(), at: Time })),
    balanceAlert: Nullable(Type.String()),
    balanceHistory: Type.Array(Type.Object({ at: Time, amount: Type.String() })),
    webhooks: Type.Object({ lastAt: Nullable(Time), words: Type.Array(Words) }),
    waiting: Type.Object({ count: Type.Integer(), since: Nullable(Time) }),
    history: Type.Array(
      Type.Object({
        id: Id,
        at: Time,
        actorName: Nullable(Type.String()),
        action: Type.String(),
        details: Type.Unknown(),
      }),
    ),
  }),
);
