import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery, eventNamesQuery } from "../../api/queries/contacts.ts";
import { segmentsQuery } from "../../api/queries/segments.ts";
import { purchaseEvent } from "../../api/queries/suggestions.ts";
import { useAttributeWords } from "../attribute-label.ts";
import { useBuilder } from "./builder-context.ts";
import { chooseAttribute, newLeaf } from "./draft.ts";
import type { DraftLeaf, LeafKind, LeafOf } from "./draft-types.ts";
import { kindIcons } from "./kind-icons.ts";
import { isNegative, messageOperators } from "./message-operators.ts";
import { typeIcons } from "./type-icons.ts";

export type ChoiceGroup = "profile" | "custom" | "events" | "purchases" | "messages" | "whatsapp" | "lists";

/** Something a new filter can look at. */
export interface AddChoice {
  id: string;
  group: ChoiceGroup;
  label: string;
  /** Said beside the label, and searched as well. */
  hint: string;
  icon: (typeof kindIcons)[LeafKind];
  make: () => DraftLeaf;
}

export const choiceGroups: readonly ChoiceGroup[] = [
  "profile",
  "custom",
  "events",
  "purchases",
  "messages",
  "whatsapp",
  "lists",
];

/** A new filter of a kind with some of its fields filled in. */
function leafWith<Kind extends LeafKind>(kind: Kind, fields: Partial<LeafOf<Kind>> = {}): () => DraftLeaf {
  return () => ({ ...newLeaf(kind), ...fields }) as DraftLeaf;
}

/** Everything a new filter can look at: kinds, and within them what the workspace's data has. */
export function useAddChoices(): AddChoice[] {
  const { t } = useTranslation("segments");
  const { workspace, ownSegmentId } = useBuilder();
  const { attributeLabel } = useAttributeWords();
  const { data: attributes } = useQuery(attributesQuery(workspace));
  const { data: events } = useQuery(eventNamesQuery(workspace));
  const { data: segments } = useQuery(segmentsQuery(workspace));
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels change with the language, which t stands for
  return useMemo(() => {
    const kind = (group: ChoiceGroup, leafKind: LeafKind, make = leafWith(leafKind)): AddChoice => ({
      id: leafKind,
      group,
      label: t(`builder.kind.${leafKind}`),
      hint: t(`builder.kindHint.${leafKind}`),
      icon: kindIcons[leafKind],
      make,
    });
    const attributeChoices = (attributes ?? []).map(
      ({ name, standard, type }): AddChoice => ({
        id: `attribute:${standard}:${name}`,
        group: standard ? "profile" : "custom",
        label: attributeLabel(name, !standard),
        hint: t(`builder.type.${type}`),
        icon: typeIcons[type],
        make: () => {
          const leaf = newLeaf("attribute");
          return leaf.kind === "attribute" ? chooseAttribute(leaf, { name, custom: !standard, type }) : leaf;
        },
      }),
    );
    return [
      ...attributeChoices,
      kind("profile", "age"),
      kind("profile", "random_bucket"),
      ...(events ?? [])
        .filter((name) => name !== purchaseEvent)
        .map(
          (name): AddChoice => ({
            id: `event:${name}`,
            group: "events",
            label: name,
            hint: t("builder.kind.event"),
            icon: kindIcons.event,
            make: leafWith("event", { name }),
          }),
        ),
      kind("events", "event"),
      kind("events", "event_time"),
      kind("purchases", "purchase"),
      ...messageOperators
        .filter((operator) => !isNegative(operator))
        .map(
          (operator): AddChoice => ({
            id: `message:${operator}`,
            group: "messages",
            label: t(`builder.addMessage.${operator}`),
            hint: t("builder.kind.message"),
            icon: kindIcons.message,
            make: leafWith("message", { operator }),
          }),
        ),
      kind("messages", "last_message"),
      kind("whatsapp", "subscription"),
      kind("whatsapp", "window"),
      kind("whatsapp", "phone"),
      ...(segments ?? [])
        .filter((segment) => segment.id !== ownSegmentId)
        .map(
          (segment): AddChoice => ({
            id: `segment:${segment.id}`,
            group: "lists",
            label: segment.name,
            hint: t("builder.kind.segment"),
            icon: kindIcons.segment,
            make: leafWith("segment", { segmentId: segment.id }),
          }),
        ),
      kind("lists", "segment"),
      kind("lists", "import"),
    ];
  }, [t, attributes, events, segments, ownSegmentId]);
}

/** The choices that hold every word typed; of each group only the first few while little is typed. */
export function searchChoices(
  choices: readonly AddChoice[],
  typed: string,
): { shown: AddChoice[]; more: number } {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const found = choices.filter((choice) => {
    const text = plain(`${choice.label} ${choice.hint}`);
    return wanted.every((word) => text.includes(word));
  });
  const most = wanted.length === 0 ? 14 : 30;
  // What begins with the words typed is most likely meant; the fixed choices of a group stay in sight.
  const ranked = wanted.length === 0 ? found : [...found].sort((a, b) => rank(a, typed) - rank(b, typed));
  const counts = new Map<ChoiceGroup, number>();
  const shown = ranked.filter((choice) => {
    if (!choice.id.includes(":")) return true;
    const count = (counts.get(choice.group) ?? 0) + 1;
    counts.set(choice.group, count);
    return count <= most;
  });
  return { shown, more: found.length - shown.length };
}

const rank = (choice: AddChoice, typed: string): number => {
  const label = plain(choice.label);
  const start = plain(typed).trim();
  if (label === start) return 0;
  return label.startsWith(start) ? 1 : 2;
};

/** Without accents and capitals: "pais" finds "País". */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
