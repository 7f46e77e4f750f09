/**
 * What can be said on WhatsApp, in words that belong to no provider: templates as they are registered, and messages as they leave,
 * with everything personal filled in. Limits are checked in content/, before a connector sees any of this.
 */

// ------------------------------------------------------------------ templates as registered with WhatsApp

export interface TemplateButtonDefinition {
  /** The provider's word, upper case: QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, CATALOG, MULTI_PRODUCT, VOICE_CALL, … */
  readonly type: string;
  readonly text: string;
  readonly url?: string;
  readonly phoneNumber?: string;
  readonly flowId?: string;
}

export interface TemplateHeaderDefinition {
  readonly format: "TEXT" | "IMAGE" | "VIDEO" | "GIF" | "DOCUMENT" | "LOCATION";
  readonly text?: string;
  readonly sampleUrl?: string;
}

/** One card of a carousel template; all cards have the same parts. */
export interface TemplateCardDefinition {
  readonly header: { readonly format: "IMAGE" | "VIDEO"; readonly sampleUrl?: string };
  readonly body?: { readonly text: string };
  readonly buttons?: readonly TemplateButtonDefinition[];
}

/** What a template says around its variables. */
export interface TemplateStructure {
  readonly header?: TemplateHeaderDefinition;
  readonly body: { readonly text: string };
  readonly footer?: { readonly text: string };
  readonly buttons?: readonly TemplateButtonDefinition[];
  readonly carousel?: { readonly cards: readonly TemplateCardDefinition[] };
  /** The line above the offer's countdown; only with `hasExpiration` does a send name its end. */
  readonly limitedTimeOffer?: { readonly text: string; readonly hasExpiration: boolean };
  /** Parts that this Ponte does not know how to fill (an order's details, a call permission): such a template cannot be sent. */
  readonly unsupported?: readonly string[];
}

/** A template as a provider lists it. */
export interface ProviderTemplate {
  readonly providerId: string;
  readonly name: string;
  /** As registered: pt_BR, en_US, es … */
  readonly language: string;
  readonly category: string;
  /** The provider's word, upper case. */
  readonly status: string;
  readonly quality: string;
  readonly structure: TemplateStructure;
}

// ------------------------------------------------------------------ messages as they leave: everything personal is filled in

export interface MediaRef {
  readonly kind: "image" | "video" | "document";
  /** Public address; the provider downloads it. */
  readonly url: string;
  /** Documents only. */
  readonly filename?: string;
}

export type TemplateHeader =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "image" | "video" | "gif"; readonly url: string }
  | { readonly kind: "document"; readonly url: string; readonly filename?: string }
  | {
      readonly kind: "location";
      readonly latitude: number;
      readonly longitude: number;
      /** Sent where the provider takes them. */
      readonly name?: string;
      readonly address?: string;
    };

export interface ProductSection {
  readonly title: string;
  readonly productIds: readonly string[];
}

/** One entry per button that needs data; `index` is its place among all buttons of the template. */
export type TemplateButton =
  | { readonly kind: "quick_reply"; readonly index: number; readonly payload: string }
  | { readonly kind: "url"; readonly index: number; readonly suffix: string }
  | { readonly kind: "copy_code"; readonly index: number; readonly code: string }
  | {
      readonly kind: "flow";
      readonly index: number;
      readonly token: string;
      readonly data?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "catalog"; readonly index: number; readonly thumbnailProductId?: string }
  | {
      readonly kind: "multi_product";
      readonly index: number;
      readonly thumbnailProductId: string;
      readonly sections: readonly ProductSection[];
    };

export interface TemplateCard {
  readonly header: { readonly kind: "image" | "video"; readonly url: string };
  readonly body: readonly string[];
  readonly buttons: readonly TemplateButton[];
}

export interface ContactCard {
  readonly name: {
    readonly formatted: string;
    readonly first: string;
    readonly last?: string;
    readonly middle?: string;
    readonly prefix?: string;
    readonly suffix?: string;
  };
  readonly phones?: readonly { readonly phone: string; readonly type?: string; readonly waId?: string }[];
  readonly emails?: readonly { readonly email: string; readonly type?: string }[];
  readonly urls?: readonly { readonly url: string; readonly type?: string }[];
  readonly addresses?: readonly {
    readonly street?: string;
    readonly city?: string;
    readonly state?: string;
    readonly zip?: string;
    readonly country?: string;
    readonly countryCode?: string;
    readonly type?: string;
  }[];
  readonly organization?: {
    readonly company?: string;
    readonly department?: string;
    readonly title?: string;
  };
  /** YYYY-MM-DD */
  readonly birthday?: string;
}

export interface ReplyButton {
  readonly id: string;
  readonly title: string;
}

/** Header of an interactive message. */
export type InteractiveHeader = { readonly kind: "text"; readonly text: string } | MediaRef;

interface InteractiveParts {
  readonly body: string;
  readonly footer?: string;
}

export interface CarouselCard {
  readonly header: { readonly kind: "image" | "video"; readonly url: string };
  readonly body?: string;
  /** One of the two, and the same one on every card. */
  readonly buttons?: readonly ReplyButton[];
  readonly link?: { readonly text: string; readonly url: string };
}

/** Every kind of message that leaves Ponte. All but the template need an open service window. */
export type OutboundContent =
  | {
      readonly kind: "template";
      readonly templateName: string;
      readonly language: string;
      readonly header?: TemplateHeader;
      readonly body: readonly string[];
      readonly buttons: readonly TemplateButton[];
      readonly cards?: readonly TemplateCard[];
      /** ISO 8601, end of a limited-time offer. */
      readonly offerEndsAt?: string;
    }
  | { readonly kind: "text"; readonly body: string; readonly previewUrl: boolean }
  | { readonly kind: "image" | "video"; readonly url: string; readonly caption?: string }
  | { readonly kind: "audio"; readonly url: string; readonly voice?: boolean }
  | { readonly kind: "document"; readonly url: string; readonly filename?: string; readonly caption?: string }
  | { readonly kind: "sticker"; readonly url: string }
  | {
      readonly kind: "location";
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
    }
  | { readonly kind: "contacts"; readonly contacts: readonly ContactCard[] }
  /** Only where the provider has it; an empty emoji takes the reaction back. */
  | { readonly kind: "reaction"; readonly providerMessageId: string; readonly emoji: string }
  | ({
      readonly kind: "buttons";
      readonly header?: InteractiveHeader;
      readonly buttons: readonly ReplyButton[];
    } & InteractiveParts)
  | ({
      readonly kind: "list";
      readonly header?: { readonly kind: "text"; readonly text: string };
      /** Label of the button that opens the list. */
      readonly button: string;
      readonly sections: readonly {
        readonly title?: string;
        readonly rows: readonly {
          readonly id: string;
          readonly title: string;
          readonly description?: string;
        }[];
      }[];
    } & InteractiveParts)
  | ({
      readonly kind: "url_button";
      readonly header?: InteractiveHeader;
      readonly button: { readonly text: string; readonly url: string };
    } & InteractiveParts)
  | {
      readonly kind: "product";
      readonly catalogId: string;
      readonly productId: string;
      readonly body?: string;
      readonly footer?: string;
    }
  | ({
      readonly kind: "product_list";
      readonly header: { readonly kind: "text"; readonly text: string };
      readonly catalogId: string;
      readonly sections: readonly ProductSection[];
    } & InteractiveParts)
  | ({
      readonly kind: "flow";
      readonly header?: { readonly kind: "text"; readonly text: string };
      readonly button: string;
      readonly flowId: string;
      readonly flowToken: string;
      readonly mode: "draft" | "published";
      readonly action: "navigate" | "data_exchange";
      readonly screen?: string;
      readonly data?: Readonly<Record<string, unknown>>;
    } & InteractiveParts)
  | { readonly kind: "location_request"; readonly body: string }
  | { readonly kind: "media_carousel"; readonly body: string; readonly cards: readonly CarouselCard[] };

export type ContentKind = OutboundContent["kind"];

const everyKind: Readonly<Record<ContentKind, true>> = {
  template: true,
  text: true,
  image: true,
  video: true,
  audio: true,
  document: true,
  sticker: true,
  location: true,
  contacts: true,
  reaction: true,
  buttons: true,
  list: true,
  url_button: true,
  product: true,
  product_list: true,
  flow: true,
  location_request: true,
  media_carousel: true,
};

/** All there are: for a connector that can send everything. A kind that is added is missed by the compiler here. */
export const contentKinds: ReadonlySet<ContentKind> = new Set(Object.keys(everyKind) as ContentKind[]);
