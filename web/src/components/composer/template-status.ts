import type { Template } from "../../api/types.ts";
import type { Tone } from "../../ui/StatusBadge.tsx";

/** WhatsApp lets these be sent: approved, approved again after a pause, approved but with poor feedback. */
const sendable = ["APPROVED", "REINSTATED", "FLAGGED"];

/** Only such a template can open a conversation. */
export const isApproved = (template: Pick<Template, "status">): boolean =>
  sendable.includes(template.status.toUpperCase());

export function templateTone({ status }: Pick<Template, "status">): Tone {
  switch (status.toUpperCase()) {
    case "APPROVED":
    case "REINSTATED":
      return "success";
    case "PENDING":
    case "IN_APPEAL":
      return "info";
    case "PAUSED":
    case "FLAGGED":
      return "warning";
    case "REJECTED":
    case "DISABLED":
    case "DELETED":
      return "danger";
    default:
      return "neutral";
  }
}
