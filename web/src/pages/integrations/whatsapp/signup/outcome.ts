import type { SessionInfo, SignupIds } from "./session-info.ts";

/** How one opening of the popup ended. */
export type SignupOutcome =
  | { kind: "done"; code: string; ids: SignupIds }
  /** Closed before the end; `step` is Meta's name of the screen, null on the first ones. */
  | { kind: "left"; step: string | null }
  /** The person reported the error on the screen. */
  | { kind: "reported"; message: string; code: string | null }
  /** The WABA was made, but no number was added to it. */
  | { kind: "no_number" }
  /** Meta finished but gave no code: nothing can be connected with that. */
  | { kind: "no_code" };

/** A code waits this long for its ids; without them the server finds the account through the token. */
const graceForIdsMs = 1500;
/** A closed popup may have its last message still on the way. */
const graceForReasonMs = 500;
/** A finished sign-up waits this long for its code, which may come first or last. */
const graceForCodeMs = 20_000;

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
    if (info?.kind === "no_number") return end(info);
    if (code) return end({ kind: "done", code, ids });
    if (info?.kind === "finished") return end({ kind: "no_code" });
    return end(info ?? { kind: "left", step: null });
  };
  return {
    info: (next) => {
      info = next;
      if (over) return;
      if (code !== undefined || next.kind === "no_number") settle();
      else if (next.kind === "finished") timer = setTimeout(settle, graceForCodeMs);
    },
    answer: (next) => {
      if (over) return;
      code = next;
      clearTimeout(timer);
      if (info) settle();
      else timer = setTimeout(settle, next ? graceForIdsMs : graceForReasonMs);
    },
    cancel: () => {
      over = true;
      clearTimeout(timer);
    },
  };
}
