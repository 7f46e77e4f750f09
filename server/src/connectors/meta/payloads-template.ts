/** A filled-in template -> Meta's `template` object: one component per part that takes data. Pure. */
import type { OutboundContent, TemplateButton, TemplateCard, TemplateHeader } from "../connector.ts";

type TemplateContent = Extract<OutboundContent, { kind: "template" }>;
type Component = Readonly<Record<string, unknown>>;

export function template({ templateName, language, ...parts }: TemplateContent) {
  const components = componentsOf(parts);
  return {
    name: templateName,
    language: { code: language },
    ...(components.length > 0 ? { components } : {}),
  };
}

function componentsOf({
  header,
  body,
  buttons,
  cards,
  offerEndsAt,
}: Omit<TemplateContent, "templateName" | "language">): Component[] {
  return [
    ...(header ? [{ type: "header", parameters: [headerParameter(header)] }] : []),
    ...bodyComponent(body),
    ...(offerEndsAt ? [offer(offerEndsAt)] : []),
    ...(cards?.length ? [{ type: "carousel", cards: cards.map(card) }] : []),
    ...byPlace(buttons).map(button),
  ];
}

function headerParameter(header: TemplateHeader): Component {
  switch (header.kind) {
    case "text":
      return { type: "text", text: header.value };
    case "image":
    case "video":
    case "gif":
      return { type: header.kind, [header.kind]: { link: header.url } };
    case "document":
      return {
        type: "document",
        document: { link: header.url, ...(header.filename ? { filename: header.filename } : {}) },
      };
    case "location":
      return {
        type: "location",
        location: {
          latitude: header.latitude,
          longitude: header.longitude,
          ...(header.name ? { name: header.name } : {}),
          ...(header.address ? { address: header.address } : {}),
        },
      };
  }
}

function bodyComponent(values: readonly string[]): Component[] {
  if (values.length === 0) return [];
  return [{ type: "body", parameters: values.map((text) => ({ type: "text", text })) }];
}

function offer(endsAt: string): Component {
  return {
    type: "limited_time_offer",
    parameters: [
      { type: "limited_time_offer", limited_time_offer: { expiration_time_ms: Date.parse(endsAt) } },
    ],
  };
}

function card({ header, body, buttons }: TemplateCard, index: number): Component {
  return {
    card_index: index,
    components: [
      { type: "header", parameters: [{ type: header.kind, [header.kind]: { link: header.url } }] },
      ...bodyComponent(body),
      ...byPlace(buttons).map(button),
    ],
  };
}

function byPlace(buttons: readonly TemplateButton[]): TemplateButton[] {
  return [...buttons].sort((a, b) => a.index - b.index);
}

function button(one: TemplateButton): Component {
  const [subType, parameter] = buttonParameter(one);
  return { type: "button", sub_type: subType, index: String(one.index), parameters: [parameter] };
}

function buttonParameter(one: TemplateButton): [subType: string, parameter: Component] {
  switch (one.kind) {
    case "quick_reply":
      return ["quick_reply", { type: "payload", payload: one.payload }];
    case "url":
      return ["url", { type: "text", text: one.suffix }];
    case "copy_code":
      return ["copy_code", { type: "coupon_code", coupon_code: one.code }];
    case "flow":
      return [
        "flow",
        {
          type: "action",
          action: { flow_token: one.token, ...(one.data ? { flow_action_data: one.data } : {}) },
        },
      ];
    case "catalog":
      return [
        "catalog",
        {
          type: "action",
          action: one.thumbnailProductId ? { thumbnail_product_retailer_id: one.thumbnailProductId } : {},
        },
      ];
    case "multi_product":
      return [
        "mpm",
        {
          type: "action",
          action: {
            thumbnail_product_retailer_id: one.thumbnailProductId,
            sections: one.sections.map(({ title, productIds }) => ({
              title,
              product_items: productIds.map((id) => ({ product_retailer_id: id })),
            })),
          },
        },
      ];
  }
}
