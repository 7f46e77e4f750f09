/**
 * What a campaign or an API call says, before personalisation, and what a person will see of it. Stored as jsonb:
 * campaign_variants.message while it is edited, dispatches.message once frozen. A template carries its structure and Liquid per
 * variable; every other kind is the message as it leaves (connectors/outbound.ts) with Liquid in any of its texts.
 */
import type { ContentKind, OutboundContent, TemplateStructure } from "../connectors/connector.ts";

export type { TemplateButtonDefinition, TemplateStructure } from "../connectors/connector.ts";

/** Keys: see template-parts.ts. */
export type Variables = Readonly<Record<string, string>>;

/** A message as it is written: texts may hold Liquid, and a number may be given as a text. */
type Authored<T> = T extends number
  ? number | string
  : T extends string | boolean | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Authored<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Authored<T[Key]> }
        : T;

type FreeForm = Exclude<OutboundContent, { kind: "template" }>;
export type FreeFormKind = FreeForm["kind"];
export type OutboundFreeForm = FreeForm;

export type TemplateContent = {
  readonly kind: "template";
  readonly templateName: string;
  readonly language: string;
  readonly category: string;
  readonly structure: TemplateStructure;
  readonly variables: Variables;
};

/** Needs an open service window. A Flow's token may be left out: every send gets one of its own. */
export type FreeFormContent =
  | Authored<Exclude<FreeForm, { kind: "flow" }>>
  | (Omit<Authored<Extract<FreeForm, { kind: "flow" }>>, "flowToken"> & { readonly flowToken?: string });

export type MessageContent = TemplateContent | FreeFormContent;

export interface RenderedButton {
  /** QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, CATALOG, MULTI_PRODUCT, LIST, LOCATION_REQUEST … */
  readonly type: string;
  readonly text: string;
  readonly url?: string;
  readonly code?: string;
  readonly phoneNumber?: string;
}

export interface RenderedHeader {
  /** TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION; of a message that is a file: also AUDIO, STICKER. */
  readonly format: string;
  readonly text?: string;
  readonly mediaUrl?: string;
  readonly filename?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly name?: string;
  readonly address?: string;
}

export interface RenderedCard {
  readonly header: RenderedHeader;
  readonly body?: string;
  readonly buttons?: readonly RenderedButton[];
}

/** What a person sees on the phone: previews, profiles, reports. Stored with a send as sends.rendered. */
export interface RenderedMessage {
  /** Absent: a template or a text. */
  readonly kind?: ContentKind;
  readonly header?: RenderedHeader;
  readonly body?: string;
  readonly footer?: string;
  readonly buttons?: readonly RenderedButton[];
  readonly cards?: readonly RenderedCard[];
  readonly offer?: { readonly text: string; readonly endsAt?: string; readonly code?: string };
  /** What a list opens to, or the products of a message. */
  readonly sections?: readonly {
    readonly title?: string;
    readonly rows: readonly { readonly title: string; readonly description?: string }[];
  }[];
  readonly contacts?: readonly { readonly name: string; readonly details: readonly string[] }[];
  readonly reaction?: string;
}
