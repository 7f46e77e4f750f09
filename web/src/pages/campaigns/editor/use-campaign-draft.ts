import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { campaignKey, campaignsKey, updateCampaign } from "../../../api/queries/campaigns.ts";
import type { Campaign, CampaignPatch } from "../../../api/types.ts";
import { createAutosaver, type SaveStatus } from "../../../components/composer/autosaver.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";

export type Draft = Pick<
  Campaign,
  "name" | "tags" | "subscriptionGroupId" | "templateId" | "segmentId" | "variables"
>;

export type CampaignDraft = {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  flush: () => Promise<void>;
  status: SaveStatus;
  saveError: unknown;
  /** Grows with every save: what the server knows has changed. */
  revision: number;
};

/** A draft as the screen has it, saved a moment after every change. Leaving the page saves what is left. */
export function useCampaignDraft(campaign: Campaign): CampaignDraft {
  const { slug } = useWorkspace();
  const queryClient = useQueryClient();
  const { id } = campaign;
  const [draft, setDraft] = useState<Draft>(() => draftOf(campaign));
  const [status, setStatus] = useState<SaveStatus>("saved");
  const [saveError, setSaveError] = useState<unknown>(null);
  const [revision, setRevision] = useState(0);

  const autosaver = useMemo(
    () =>
      createAutosaver<CampaignPatch>({
        save: async (patch) => {
          queryClient.setQueryData(campaignKey(slug, id), await updateCampaign(slug, id, patch));
          setRevision((n) => n + 1);
        },
        onStatus: (next, error) => {
          setStatus(next);
          setSaveError(error);
        },
      }),
    [queryClient, slug, id],
  );
  useEffect(
    () => () => {
      autosaver.close();
      void queryClient.invalidateQueries({ queryKey: campaignsKey(slug) });
    },
    [autosaver, queryClient, slug],
  );
  useWarnBeforeClosing(status !== "saved");

  return {
    draft,
    change: (patch) => {
      setDraft((old) => ({ ...old, ...patch }));
      // A campaign always has a name: the empty one of someone who is retyping it stays on the screen.
      const { name, ...rest } = patch;
      const named = name?.trim() ? { name: name.trim() } : {};
      if (Object.keys({ ...rest, ...named }).length > 0) autosaver.change({ ...rest, ...named });
    },
    flush: autosaver.flush,
    status,
    saveError,
    revision,
  };
}

function draftOf({ name, tags, subscriptionGroupId, templateId, segmentId, variables }: Campaign): Draft {
  return { name, tags, subscriptionGroupId, templateId, segmentId, variables };
}

function useWarnBeforeClosing(unsaved: boolean): void {
  const current = useRef(unsaved);
  current.current = unsaved;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (current.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
}
