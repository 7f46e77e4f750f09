import type { Template } from "../../api/types.ts";
import type { Tone } from "../../ui/StatusBadge.tsx";

/** Only an approved template can open a conversation. */
export const isApproved = (template: Pick<Template, "status">): boolean =>
  template.status.toUpperCase() === "APPROVED";

export function templateTone({ status }: Pick<Template, "status">): Tone {
  switch (status.toUpperCase()) {
    case "APPROVED":
      return "success";
    case "PENDING":
    case "IN_APPEAL":
      return "info";
    case "PAUSED":
    case "FLAGGED":
      return "warning";
    case "REJECTED":
    case "DISABLED":
      return "danger";
    default:
      return "neutral";
  }
}
