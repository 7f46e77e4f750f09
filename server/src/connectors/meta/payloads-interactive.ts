/** Messages with something to tap -> Meta's `interactive` object. Pure. */
import type { CarouselCard, InteractiveHeader, OutboundContent, ReplyButton } from "../connector.ts";

const kinds = [
  "buttons",
  "list",
  "url_button",
  "product",
  "product_list",
  "flow",
  "location_request",
  "media_carousel",
] as const;

type InteractiveContent = Extract<OutboundContent, { kind: (typeof kinds)[number] }>;

export function isInteractive(content: OutboundContent): content is InteractiveContent {
  return (kinds as readonly string[]).includes(content.kind);
}

export function interactive(of: InteractiveContent): Record<string, unknown> {
  switch (of.kind) {
    case "buttons":
      return {
        type: "button",
        ...around(of),
        action: { buttons: of.buttons.map((one) => ({ type: "reply", reply: replyOf(one) })) },
      };
    case "list":
      return { type: "list", ...around(of), action: { button: of.button, sections: of.sections } };
    case "url_button":
      return { type: "cta_url", ...around(of), action: urlAction(of.button) };
    case "product":
      return {
        type: "product",
        ...(of.body ? { body: { text: of.body } } : {}),
        ...(of.footer ? { footer: { text: of.footer } } : {}),
        action: { catalog_id: of.catalogId, product_retailer_id: of.productId },
      };
    case "product_list":
      return {
        type: "product_list",
        ...around(of),
        action: {
          catalog_id: of.catalogId,
          sections: of.sections.map(({ title, productIds }) => ({
            title,
            product_items: productIds.map((id) => ({ product_retailer_id: id })),
          })),
        },
      };
    case "flow":
      return { type: "flow", ...around(of), action: flowAction(of) };
    case "location_request":
      return {
        type: "location_request_message",
        body: { text: of.body },
        action: { name: "send_location" },
      };
    case "media_carousel":
      return { type: "carousel", body: { text: of.body }, action: { cards: of.cards.map(card) } };
  }
}

function around(of: {
  readonly header?: InteractiveHeader;
  readonly body: string;
  readonly footer?: string;
}) {
  return {
    ...(of.header ? { header: header(of.header) } : {}),
    body: { text: of.body },
    ...(of.footer ? { footer: { text: of.footer } } : {}),
  };
}

function header(of: InteractiveHeader): Record<string, unknown> {
  if (of.kind === "text") return { type: "text", text: of.text };
  const named = of.kind === "document" && of.filename ? { filename: of.filename } : {};
  return { type: of.kind, [of.kind]: { link: of.url, ...named } };
}

function replyOf({ id, title }: ReplyButton) {
  return { id, title };
}

function urlAction({ text, url }: { readonly text: string; readonly url: string }) {
  return { name: "cta_url", parameters: { display_text: text, url } };
}

function flowAction(of: Extract<InteractiveContent, { kind: "flow" }>) {
  return {
    name: "flow",
    parameters: {
      flow_message_version: "3",
      flow_id: of.flowId,
      flow_cta: of.button,
      flow_token: of.flowToken,
      mode: of.mode,
      flow_action: of.action,
      // Where data is exchanged the endpoint names the first screen, and Meta refuses one given here.
      ...(of.action === "navigate" && of.screen
        ? { flow_action_payload: { screen: of.screen, ...(of.data ? { data: of.data } : {}) } }
        : {}),
    },
  };
}

function card(of: CarouselCard, index: number): Record<string, unknown> {
  return {
    card_index: index,
    type: "cta_url",
    header: { type: of.header.kind, [of.header.kind]: { link: of.header.url } },
    ...(of.body ? { body: { text: of.body } } : {}),
    action: of.link
      ? urlAction(of.link)
      : {
          buttons: (of.buttons ?? []).map((one) => ({ type: "quick_reply", quick_reply: replyOf(one) })),
        },
  };
}
