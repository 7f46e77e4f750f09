/** What a phone page shows of one message: the shapes that `GET /control/phones/:number/messages` answers with. */

export interface ButtonView {
  index: number;
  /** Infobip's button type, or one of ours for taps that have none: LOCATION_REQUEST, CONTACT_REQUEST, PRODUCT, CALL_PERMISSION. */
  kind: string;
  /** Empty where WhatsApp itself words the button. */
  text: string;
  url?: string;
  payload?: string;
  id?: string;
  flow?: FlowView;
}

/** What opens a Flow: its id, the first screen and the data it starts with. */
export interface FlowView {
  id: string;
  screen?: string;
  data?: Record<string, unknown>;
  /** What the business recognises the answer by. */
  token?: string;
  dataExchange: boolean;
}

export interface HeaderView {
  /** TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION or PRODUCT. */
  kind: string;
  text?: string;
  url?: string;
  filename?: string;
  latitude?: unknown;
  longitude?: unknown;
  name?: string;
  address?: string;
}

export interface MediaView {
  url: string;
  caption?: string;
  filename?: string;
  voice?: boolean;
}

export interface CardView {
  index: number;
  header?: HeaderView;
  body?: string;
  buttons: ButtonView[];
}

export interface ProductView {
  retailerId: string;
  name: string;
  description: string;
  price: number;
  currency: string;
  image: string;
}

export interface CatalogView {
  catalogId: string;
  /** product: one of them; list: a chosen few in sections; catalog: all there is. */
  kind: "product" | "list" | "catalog";
  title?: string;
  /** The product whose picture stands for the whole. */
  cover?: ProductView;
  sections: { title: string; products: ProductView[] }[];
}

export interface OrderView {
  items: { product: ProductView; quantity: number }[];
  total: number;
  currency: string;
  text?: string;
}

export interface LocationView {
  latitude: unknown;
  longitude: unknown;
  name?: string;
  address?: string;
}

export interface MessageView {
  id: string;
  direction: "in" | "out";
  at: string;
  status: "sent" | "delivered" | "read" | "failed";
  kind: string;
  header?: HeaderView;
  body?: string;
  footer?: string;
  buttons?: ButtonView[];
  list?: { button: string; sections: unknown[] };
  cards?: CardView[];
  /** A limited-time offer: its title, and when it ends (ISO). */
  offer?: { text: string; endsAt?: string; code?: string };
  catalog?: CatalogView;
  order?: OrderView;
  media?: MediaView;
  location?: LocationView;
  contacts?: unknown[];
  /** The first address of a text that asked for a preview. */
  link?: { url: string };
  reaction?: { emoji: string; removed: boolean };
  /** What a Flow was answered with. */
  response?: Record<string, unknown>;
  /** Name of the template it came from. */
  template?: { name: string; category: string };
  replyTo?: string;
}

/** The parts that depend on the content; the rest every message has. */
export type Parts = Omit<MessageView, "id" | "direction" | "at" | "status" | "kind" | "replyTo">;
