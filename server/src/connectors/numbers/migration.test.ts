import { expect, it } from "vitest";
import { judge } from "./migration.ts";

type Source = NonNullable<Parameters<typeof judge>[0]>;
type Destination = NonNullable<Parameters<typeof judge>[1]>;

const owner = { id: "1", name: "Aurora" };
const goodSource: Source = {
  wabaId: "10",
  waba: {
    account_review_status: "APPROVED",
    business_verification_status: "verified",
    primary_funding_id: "9",
    owner_business_info: owner,
  },
  number: {
    is_pin_enabled: false,
    name_status: "APPROVED",
    status: "CONNECTED",
    account_mode: "LIVE",
    is_on_biz_app: false,
  },
};
const goodDestination: Destination = { wabaId: "20", waba: goodSource.waba, apps: 1, portfolio: false };
const source = (change: Partial<Source>): Source => ({ ...goodSource, ...change });
const destination = (change: Partial<Destination>): Destination => ({ ...goodDestination, ...change });

const states = (from: Source | null, to: Destination | null) =>
  Object.fromEntries(judge(from, to).map(({ name, state }) => [name, state]));

it("finds everything in order", () => {
  expect(new Set(Object.values(states(goodSource, goodDestination)))).toEqual(new Set(["ok"]));
});

it("leaves to the person what no API tells, and to later what only the new WABA tells", () => {
  expect(states(null, null)).toEqual({
    pin_disabled: "confirm",
    name_approved: "confirm",
    number_in_order: "confirm",
    number_migratable: "confirm",
    source_approved: "confirm",
    business_verified: "confirm",
    source_payment: "confirm",
    destination_new: "later",
    destination_approved: "later",
    destination_payment: "later",
    app_subscribed: "later",
    same_business: "later",
    waba_id_right: "later",
  });
});

const number = (change: object) => source({ number: { ...goodSource.number, ...change } });
const waba = (change: object) => source({ waba: { ...goodSource.waba, ...change } });

it.each<[string, Source, Destination, string]>([
  ["two-step verification on", number({ is_pin_enabled: true }), goodDestination, "pin_disabled"],
  ["name declined", number({ name_status: "DECLINED" }), goodDestination, "name_approved"],
  ["new name in review", number({ new_name_status: "PENDING_REVIEW" }), goodDestination, "name_approved"],
  ["number in review", number({ status: "PENDING" }), goodDestination, "number_in_order"],
  ["number banned", number({ status: "BANNED" }), goodDestination, "number_in_order"],
  ["test number", number({ account_mode: "SANDBOX" }), goodDestination, "number_migratable"],
  ["number of the app", number({ is_on_biz_app: true }), goodDestination, "number_migratable"],
  ["WABA rejected", waba({ account_review_status: "REJECTED" }), goodDestination, "source_approved"],
  ["not verified", waba({ business_verification_status: "pending" }), goodDestination, "business_verified"],
  ["the same WABA", goodSource, destination({ wabaId: "10" }), "destination_new"],
  ["no app subscribed", goodSource, destination({ apps: 0 }), "app_subscribed"],
  [
    "another business",
    goodSource,
    destination({ waba: { ...goodSource.waba, owner_business_info: { id: "2", name: "Boreal" } } }),
    "same_business",
  ],
  ["a portfolio's id", goodSource, destination({ waba: null, portfolio: true }), "waba_id_right"],
])("says what is wrong: %s", (_label, from, to, name) => {
  const wrong = judge(from, to).filter(({ state }) => state === "not_ok");
  expect(wrong.map((check) => check.name)).toEqual([name]);
});
