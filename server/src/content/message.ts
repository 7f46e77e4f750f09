/**
 * What a campaign or an API call says, before personalisation (Liquid in every variable), and the template structure it fills.
 * Stored as jsonb: campaign_variants.message while it is edited, dispatches.message once frozen.
 */
import type { TemplateStructure } from "../connectors/connector.ts";

export type { TemplateButtonDefinition, TemplateStructure } from "../connectors/connector.ts";

/** Keys: header.1, header.media, header.filename, body.1 …, button.<index>.url, button.<index>.code, button.<index>.payload. */
export type Variables = Readonly<Record<string, string>>;

export type MessageContent =
  | {
      readonly kind: "template";
      readonly templateName: string;
      readonly language: string;
      readonly category: string;
      readonly structure: TemplateStructure;
      readonly variables: Variables;
    }
  | { readonly kind: "text"; readonly body: string; readonly previewUrl: boolean };

/** What a person sees on the phone: previews, profiles, reports. Stored with a send as sends.rendered. */
export interface RenderedMessage {
  readonly header?: {
    readonly format: string;
    readonly text?: string;
    readonly mediaUrl?: string;
    readonly filename?: string;
  };
  readonly body?: string;
  readonly footer?: string;
  readonly buttons?: readonly {
    readonly type: string;
    readonly text: string;
    readonly url?: string;
    readonly code?: string;
  }[];
}
