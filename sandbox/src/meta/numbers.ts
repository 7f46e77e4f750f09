/** Phone number ids: finding what stands behind one, and whether Meta itself serves it. */
import type { State } from "../state.ts";
import type { Account, Sender, Waba } from "../types.ts";
import type { MetaNumber } from "./store.ts";

/** The number with that id; null when there is none (any more). */
export function numberById(state: State, id: string): MetaNumber | null {
  const known = state.meta.numbers.get(id);
  if (known && (known.pending || isCurrent(state, known))) return known;
  for (const sender of state.senders.values())
    if (sender.phoneNumberId === id) return addNumber(state, sender);
  return null;
}

function isCurrent(state: State, { sender, id }: MetaNumber): boolean {
  return sender.phoneNumberId === id && state.senders.get(sender.number) === sender;
}

/** What Meta knows about a sender. */
export function numberOf(state: State, sender: Sender): MetaNumber {
  return state.meta.numbers.get(sender.phoneNumberId) ?? addNumber(state, sender);
}

/** All numbers of a WABA, oldest first, those being added included. */
export function numbersOf(state: State, wabaId: string): MetaNumber[] {
  const added = [...state.meta.numbers.values()].filter(
    (one) => one.pending && one.sender.wabaId === wabaId && !isCurrent(state, one),
  );
  const own = [...state.senders.values()].filter((sender) => sender.wabaId === wabaId);
  return [...own.map((sender) => numberOf(state, sender)), ...added];
}

export function addNumber(state: State, sender: Sender, given: Partial<MetaNumber> = {}): MetaNumber {
  const number: MetaNumber = {
    id: sender.phoneNumberId,
    sender,
    pending: false,
    migrating: false,
    twoStepOff: false,
    registered: sender.pinSet,
    pin: null,
    verification: "VERIFIED",
    code: null,
    codesSent: 0,
    nameStatus: "APPROVED",
    newName: null,
    registrations: [],
    pinTries: [],
    deregisteredAt: 0,
    onboardedAt: sender.createdAt,
    override: null,
    throughput: "STANDARD",
    maintenanceUntil: 0,
    onBusinessApp: false,
    profile: {},
    settings: {},
    publicKey: null,
    username: null,
    blocked: new Set(),
    service: { month: "", count: 0 },
    ...given,
  };
  state.meta.numbers.set(number.id, number);
  return number;
}

/** Whether Infobip sends and receives for it; Graph then only reads. */
export function isWithPartner(state: State, sender: Sender): boolean {
  return sender.registered && Boolean(state.wabas.get(sender.wabaId)?.accountKey);
}

/** Whether a message to this number reaches an app through Meta itself. */
export function isNative(state: State, sender: Sender): boolean {
  const waba = state.wabas.get(sender.wabaId);
  return !isWithPartner(state, sender) && waba !== undefined && Object.keys(waba.subscribedApps).length > 0;
}

const NATIVE_KEY = "meta:";

/** The account that stands for a WABA which Meta itself serves; in no list of Infobip accounts. */
export function nativeAccount(state: State, waba: Waba): Account {
  const key = NATIVE_KEY + waba.id;
  let account = state.meta.accounts.get(key);
  if (!account) {
    const { name, currency, createdAt } = waba;
    account = { key, ownerKey: "", name, currency, balance: 0, createdAt };
    state.meta.accounts.set(key, account);
  }
  return account;
}

/** The account of a saved message of such a WABA. */
export function nativeAccountByKey(state: State, key: string): Account | undefined {
  const waba = key.startsWith(NATIVE_KEY) ? state.wabas.get(key.slice(NATIVE_KEY.length)) : undefined;
  return waba ? nativeAccount(state, waba) : undefined;
}
