import type { Connection, WhatsAppIntegration } from "../../../../api/types.ts";
import { useUrlState } from "../../../../util/search.ts";

export const wizardSteps = ["start", "account", "signup", "handover"] as const;
export type WizardStep = (typeof wizardSteps)[number];
export const startingPoints = ["new", "native", "elsewhere"] as const;
export type StartingPoint = (typeof startingPoints)[number];

/** Meta's window, or a number that is on the Infobip account already. */
export type Way = "signup" | "link";

export type WizardState = {
  /** Whether the address asks for the wizard. */
  active: boolean;
  step: WizardStep;
  from: StartingPoint | null;
  connection: Connection | undefined;
  signupId: string | undefined;
  /** Whether the number comes through Meta's window or is on the account already; null: not said yet. */
  way: Way | null;
  go: (change: {
    step: WizardStep;
    from?: StartingPoint;
    connection?: string;
    signup?: string;
    way?: Way;
  }) => void;
  leave: () => void;
};

/** Where the person is lives in the address, so that a reload (or a colleague's link) resumes a hand-over. */
export function useWizardState(integration: WhatsAppIntegration): WizardState {
  const [search, setSearch] = useUrlState();
  const accounts = integration.connections.filter((c) => c.provider === "infobip");
  const connection = accounts.find((c) => c.id === search.connection) ?? accounts.at(-1);
  const wanted = wizardSteps.find((step) => step === search.step);
  const hasNumber = integration.groups.some((group) => group.provider === "infobip");
  return {
    active: wanted !== undefined,
    step: reachable(wanted ?? (connection && !hasNumber ? "signup" : "start"), connection, search.signup),
    from: startingPoints.find((point) => point === search.from) ?? null,
    connection,
    signupId: search.signup,
    way: search.way === "link" || search.way === "signup" ? search.way : null,
    go: (change) => setSearch({ signup: undefined, ...change }),
    leave: () =>
      setSearch({
        step: undefined,
        from: undefined,
        connection: undefined,
        signup: undefined,
        way: undefined,
      }),
  };
}

/** An address may ask for a step whose ground is missing: fall back to the one that lays it. */
function reachable(
  step: WizardStep,
  connection: Connection | undefined,
  signup: string | undefined,
): WizardStep {
  if (step === "handover" && !signup) return connection ? "signup" : "account";
  if (step === "signup" && !connection) return "account";
  return step;
}
