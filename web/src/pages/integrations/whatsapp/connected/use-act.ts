import { useMutation, useQueryClient } from "@tanstack/react-query";
import { whatsappKey } from "../../../../api/queries/integrations.ts";
import { useErrorText } from "../../../../api/use-error-text.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";

/** An act on a number or a connection: everything that shows numbers is read anew afterwards. */
export function useAct<T>(act: () => Promise<T>, onDone: (result: T) => void) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: async (result) => {
      onDone(result);
      const areas = [whatsappKey(slug), ["subscription-groups", slug], ["templates", slug], ["home", slug]];
      await Promise.all(areas.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
  return {
    run: () => mutation.mutate(),
    reset: mutation.reset,
    isPending: mutation.isPending,
    error: mutation.error ? errorText(mutation.error).message : null,
  };
}
