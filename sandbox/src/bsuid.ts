/** Business-scoped user ids: people are written to by them too, and the sandbox finds the phone behind one. */
import { userIdOf } from "./names.ts";
import type { State } from "./state.ts";

const known = new WeakMap<State, { phones: number; byUser: Map<string, string> }>();

/** The number behind a user id; the id itself when no phone of the sandbox has it. */
export function numberOfUser(state: State, userId: string): string {
  let index = known.get(state);
  if (!index || index.phones !== state.phones.size) {
    const byUser = new Map([...state.phones.keys()].map((number) => [userIdOf(number), number]));
    index = { phones: state.phones.size, byUser };
    known.set(state, index);
  }
  return index.byUser.get(userId) ?? userId;
}
