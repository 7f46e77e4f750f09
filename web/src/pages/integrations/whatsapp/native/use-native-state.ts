import { useUrlState } from "../../../../util/search.ts";

export const nativeSteps = ["start", "signup", "token", "number", "handover"] as const;
export type NativeStep = (typeof nativeSteps)[number];

export type NativeState = {
  /** null: what is connected is shown. */
  step: NativeStep | null;
  connectionId: string | undefined;
  signupId: string | undefined;
  go: (step: NativeStep, ids?: { connection?: string; signup?: string }) => void;
  leave: () => void;
};

/** Where the person is lives in the address, so that a reload (or a colleague's link) finds a hand-over again. */
export function useNativeState(): NativeState {
  const [search, setSearch] = useUrlState();
  const wanted = nativeSteps.find((step) => step === search.native) ?? null;
  return {
    step: reachable(wanted, search),
    connectionId: search.connection,
    signupId: search.signup,
    go: (native, ids = {}) => setSearch({ native, signup: undefined, ...ids }),
    leave: () => setSearch({ native: undefined, connection: undefined, signup: undefined }),
  };
}

/** An address may ask for a step whose ground is missing. */
function reachable(step: NativeStep | null, search: Record<string, string>): NativeStep | null {
  if (step === "handover" && !search.signup) return "start";
  if (step === "number" && !search.connection) return "token";
  return step;
}
