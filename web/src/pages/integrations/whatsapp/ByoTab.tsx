import type { WhatsAppIntegration } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ForbiddenState } from "../../../ui/ForbiddenState.tsx";
import { ConnectedView } from "./connected/ConnectedView.tsx";
import { UnfinishedSignups } from "./wizard/UnfinishedSignups.tsx";
import { useWizardState } from "./wizard/use-wizard-state.ts";
import { Wizard } from "./wizard/Wizard.tsx";

/** The wizard until the first number is connected and whenever another is added; else what is connected. */
export function ByoTab({ integration }: { integration: WhatsAppIntegration }) {
  const workspace = useWorkspace();
  const wizard = useWizardState(integration);
  const connected = integration.groups.some((group) => group.provider === "infobip");
  const showsNumbers = (connected || integration.archived.length > 0) && !wizard.active;
  if (!showsNumbers && !workspace.can("manage")) return <ForbiddenState />;
  return (
    <>
      <UnfinishedSignups integration={integration} state={wizard} provider="infobip" />
      {showsNumbers ? (
        <ConnectedView integration={integration} />
      ) : (
        <Wizard integration={integration} state={wizard} canLeave={connected} />
      )}
    </>
  );
}
