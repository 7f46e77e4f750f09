/**
 * Holds `types.ts` against the types generated from the server's OpenAPI document: when the server's answer no longer fits what
 * the dashboard expects, this file stops compiling. `types.ts` may be narrower (unions of words, JSON values) where the
 * document only says "string" or "anything"; it may never expect a property that the server does not send.
 */
import type { components } from "./generated/schema.ts";
import type * as web from "./types.ts";

type Served = components["schemas"];

/** A type with its words widened to string and its free-form values to anything. */
type Loose<T> = unknown extends T
  ? unknown
  : web.Json extends T
    ? unknown
    : [NonNullable<T>] extends [web.Filter]
      ? unknown
      : T extends string
        ? string
        : T extends number | boolean | null | undefined
          ? T
          : T extends (infer Item)[]
            ? Loose<Item>[]
            : string extends keyof T
              ? Record<string, Loose<T[string & keyof T]>>
              : { [Key in keyof T]: Loose<T[Key]> };

/** `true`, or the two types side by side for the compiler's message. */
type Fits<Server, Dashboard> =
  Server extends Loose<Dashboard> ? true : { server: Server; dashboard: Loose<Dashboard> };
type Check<T extends true> = T;

export type Contract = [
  Check<Fits<Served["ApiKey"], web.ApiKey>>,
  Check<Fits<Served["Attribute"], web.Attribute>>,
  Check<Fits<Served["AuditEntry"], web.AuditEntry>>,
  Check<Fits<Served["Campaign"], web.Campaign>>,
  Check<Fits<Served["CampaignCheck"], web.CampaignCheck>>,
  Check<Fits<Served["CampaignListItem"], web.CampaignListItem>>,
  Check<Fits<Served["CampaignReport"], web.CampaignReport>>,
  Check<Fits<Served["CampaignSend"], web.CampaignSend>>,
  Check<Fits<Served["Contact"], web.Contact>>,
  Check<Fits<Served["ContactEvent"], web.ContactEvent>>,
  Check<Fits<Served["ContactListItem"], web.ContactListItem>>,
  // `rendered` is stored as it was sent; the document leaves its shape open.
  Check<Fits<Omit<Served["ContactMessage"], "rendered">, Omit<web.ContactMessage, "rendered">>>,
  Check<Fits<Served["ContactPage"], web.ContactPage>>,
  Check<Fits<Served["ContactSubscription"], web.ContactSubscription>>,
  Check<Fits<Served["CreatedApiKey"], web.CreatedApiKey>>,
  Check<Fits<Served["Error"], web.ErrorBody>>,
  Check<Fits<Served["Home"], web.Home>>,
  Check<Fits<Served["Me"], web.Me>>,
  Check<Fits<Served["MessagePreview"], web.MessagePreview>>,
  Check<Fits<Served["RenderedMessage"], web.RenderedMessage>>,
  Check<Fits<Served["Segment"], web.Segment>>,
  Check<Fits<Served["SegmentChange"], web.SegmentChange>>,
  Check<Fits<Served["SegmentCount"], web.SegmentCount>>,
  Check<Fits<Served["SegmentListItem"], web.SegmentListItem>>,
  Check<Fits<Served["SegmentSize"], web.SegmentSize>>,
  Check<Fits<Served["SegmentUsage"], web.SegmentUsage>>,
  Check<Fits<Served["KnownTag"], web.KnownTag>>,
  Check<Fits<Served["SegmentPreview"], web.SegmentPreview>>,
  Check<Fits<Served["Settings"], web.WorkspaceSettings>>,
  Check<Fits<Served["Signup"], web.Signup>>,
  Check<Fits<Served["Stats"], web.Stats>>,
  Check<Fits<Served["SubscriptionGroup"], web.SubscriptionGroupListItem>>,
  Check<Fits<Served["Template"], web.Template>>,
  Check<Fits<Served["WhatsAppIntegration"], web.WhatsAppIntegration>>,
];
