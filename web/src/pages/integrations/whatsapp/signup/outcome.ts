import type { SessionInfo, SignupIds } from "./session-info.ts";

/** How one opening of the popup ended. */
export type SignupOutcome =
  | { kind: "done"; code: string; ids: SignupIds }
  /** Closed before the end; `step` is Meta's name of the screen, null on the first ones. */
  | { kind: "left"; step: string | null }
  /** The person reported the error on the screen. */
  | { kind: "reported"; message: string; code: string | null }
  /** Meta finished but gave no code: nothing can be connected with that. */
  | { kind: "no_code" };

/** A code waits this long for its ids; without them the server finds the account through the token. */
const graceForIdsMs = 1500;
/** A closed popup may have its last message still on the way. */
const graceForReasonMs = 500;

export type Collector = {
  info: (info: SessionInfo) => void;
  answer: (code: string | null) => void;
  cancel: () => void;
};

/** Brings session info and the code together, whichever comes first, and reports exactly one outcome. */
export function createCollector(report: (outcome: SignupOutcome) => void): Collector {
  let info: SessionInfo | null = null;
  let code: string | null | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  const end = (outcome: SignupOutcome) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    report(outcome);
  };
  const settle = () => {
    const ids = info?.kind === "finished" ? info.ids : {};
    if (code) return end({ kind: "done", code, ids });
    if (info?.kind === "finished") return end({ kind: "no_code" });
    return end(info ?? { kind: "left", step: null });
  };
  return {
    info: (next) => {
      info = next;
      if (code !== undefined && !over) settle();
    },
    answer: (next) => {
      if (over) return;
      code = next;
      if (info) settle();
      else timer = setTimeout(settle, next ? graceForIdsMs : graceForReasonMs);
    },
    cancel: () => {
      over = true;
      clearTimeout(timer);
    },
  };
}
