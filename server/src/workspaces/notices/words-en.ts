/** What notices say in English. */
import type { NoticeWords } from "./words.ts";

export const english: NoticeWords = {
  unnamed: "this connection",
  kinds: {
    key_expiring: {
      title: "The API key of {{about}} ends on {{expiresAt}}",
      message:
        "After that day messages wait and nothing is received. Create a new key with the provider, with an end far in the future, and enter it in Ponte under Replace key. Numbers and webhooks stay as they are.",
    },
    key_failing: {
      title: "Sending through {{about}} is paused: the key is refused",
      message:
        "The provider said: {{text}} ({{code}}). Messages wait and nothing is lost. Check the key with the provider or enter a new one; sending goes on by itself as soon as it works.",
    },
    balance_low: {
      title: "The balance of {{about}} is {{balance}} {{currency}}",
      message:
        "You asked to be told below {{threshold}} {{currency}}. Add credit with the provider before messages have to wait.",
    },
    out_of_credit: {
      title: "Sending through {{about}} is paused: no credit left",
      message:
        "The provider said: {{text}} ({{code}}). Messages wait and nothing is lost. Add credit with the provider; sending goes on by itself.",
    },
    foreign_traffic: {
      title: "Something other than Ponte sends through {{about}}",
      message:
        "Reports came in about messages that Ponte did not send. Answers to them arrive here, and both count against one quality rating. Look with the provider for flows, broadcasts and other systems that use this number, and switch them off.",
    },
    inbound_elsewhere: {
      title: "Messages to {{about}} also go elsewhere",
      message:
        "With the provider, something takes messages to this number away from Ponte: {{detail}} Remove it there, else customers are answered twice or not at all.",
    },
    webhooks_missing: {
      title: "Ponte no longer hears from {{about}}",
      message:
        "The provider does not report to this Ponte: {{detail}} Open the connection and choose Renew webhooks.",
    },
    number_restricted: {
      title: "{{about}} is {{status}} on WhatsApp",
      message:
        "WhatsApp has limited or stopped this number. Look in WhatsApp Manager for the reason and what it asks for; pause campaigns on this number until then.",
    },
    number_paused: {
      title: "{{about}} is paused",
      message:
        "Messages from this number wait, nothing is lost; others go on. The provider said: {{text}} It is tried again by itself; what to do stands with the number under Integrations → WhatsApp.",
    },
    quality_low: {
      title: "The quality of {{about}} is low",
      message:
        "People blocked or reported messages of this number. Send less and only what people asked for; WhatsApp may otherwise limit the number.",
    },
    template_stopped: {
      title: "WhatsApp stopped the template {{about}}",
      message:
        "Its status is {{status}}, so messages with it are not delivered. Change the template, or choose another one in the campaigns that use it.",
    },
  },
  mail: {
    open: "Open in Ponte",
    footer: "You get this because you look after {{workspace}}. Who is told is set here:",
  },
  test: {
    title: "Notices arrive",
    message: "This is a test. When something needs attention, Ponte will write to you like this.",
  },
};
