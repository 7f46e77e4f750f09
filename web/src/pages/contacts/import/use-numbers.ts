import { useQuery } from "@tanstack/react-query";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import { numberLabel } from "../../../components/number-label.ts";

/** The sending numbers in use, as options. */
export function useNumbers(workspace: string): { value: string; label: string }[] {
  const { data: groups = [] } = useQuery(subscriptionGroupsQuery(workspace));
  return groups
    .filter((group) => group.archivedAt === null)
    .map((group) => ({ value: group.id, label: numberLabel(group) }));
}
