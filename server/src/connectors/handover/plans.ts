/** Which steps a hand-over takes, for each provider and way in. A provider's plan is added here and nowhere else. */
import { AppError } from "../../lib/errors.ts";
import type { ProviderName } from "../connector.ts";
import { infobipLink, infobipSignup } from "./infobip.ts";
import { metaLink, metaSignup } from "./meta.ts";
import type { HandoverKind, HandoverStep } from "./step.ts";

type Plans = Readonly<Partial<Record<ProviderName, Partial<Record<HandoverKind, readonly HandoverStep[]>>>>>;

const plans: Plans = {
  infobip: { embedded_signup: infobipSignup, link: infobipLink },
  meta: { embedded_signup: metaSignup, link: metaLink },
};

export function planOf(provider: ProviderName, kind: HandoverKind): readonly HandoverStep[] {
  const plan = plans[provider]?.[kind];
  if (plan) return plan;
  throw new AppError(
    "way_in_not_available",
    `A number cannot be added to this kind of connection in this way. Choose another way on the page of the integration.`,
    { params: { provider, kind } },
  );
}
