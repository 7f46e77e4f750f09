import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { messagePreviewQuery } from "../../api/queries/campaigns.ts";
import type { MessagePreview, Template } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import type { PickedContact } from "./ContactPicker.tsx";
import { roughMessage } from "./rough-message.ts";

/** Typing updates the picture within 300 ms: this much waiting leaves the rest to the server. */
const typingPauseMs = 120;

export type PreviewState = {
  preview: MessagePreview | null;
  contact: PickedContact | null;
  choose: (contact: PickedContact) => void;
  random: () => void;
  /** The picture is of an earlier text. */
  stale: boolean;
  error: unknown;
};

/**
 * The message as one contact gets it. Starts with a contact drawn at random and stays with that person while one types;
 * keeps the last good picture while the next is on its way or when it fails.
 */
export function useMessagePreview(
  template: Template | null,
  variables: Record<string, string>,
): PreviewState {
  const { slug } = useWorkspace();
  const [contact, setContact] = useState<PickedContact | null>(null);
  const [nonce, setNonce] = useState(0);
  const [settled] = useDebouncedValue(variables, typingPauseMs);
  const templateId = template?.id;
  const request = templateId ? { templateId, variables: settled, contactId: contact?.id ?? "random" } : null;
  const query = useQuery(messagePreviewQuery(slug, request, nonce));

  const drawn = query.data?.contact;
  const isCurrent = query.isSuccess && !query.isPlaceholderData;
  useEffect(() => {
    if (!contact && drawn && isCurrent) setContact({ id: drawn.id, name: drawn.name ?? drawn.id });
  }, [contact, drawn, isCurrent]);

  const lastGood = useRef<{ templateId: string; preview: MessagePreview } | null>(null);
  if (templateId && query.data && isCurrent) lastGood.current = { templateId, preview: query.data };
  const kept = lastGood.current?.templateId === templateId ? lastGood.current : null;
  const rough = template
    ? { rendered: roughMessage(template.structure, variables), contact: null, problems: [] }
    : null;

  return {
    preview: kept?.preview ?? rough,
    contact,
    choose: setContact,
    random: () => {
      setContact(null);
      setNonce((n) => n + 1);
    },
    stale: settled !== variables || query.isPlaceholderData,
    error: query.error,
  };
}
