/** Why a message was not made for a contact: codes of render results, kept with the send as its reason. */

export type ContentReason =
  | "liquid_abort"
  | "liquid_error"
  | "variable_empty"
  | "variable_invalid"
  | "message_too_long"
  | "offer_expired"
  | "template_unsupported";

/** What reports say about them. */
export const contentReasons: Readonly<
  Record<ContentReason, { readonly title: string; readonly advice: string }>
> = {
  liquid_abort: {
    title: "Held back by the message's own abort_message",
    advice:
      "Nothing to do: the message's Liquid decided that these contacts get nothing. The reason it gave is shown with each of them.",
  },
  liquid_error: {
    title: "The message's Liquid could not be run for this contact",
    advice:
      "Open the campaign, preview the message for one of these contacts and correct the Liquid where the preview says so.",
  },
  variable_empty: {
    title: "A variable is empty for this contact",
    advice:
      "WhatsApp refuses empty variables. Give the variable a fallback, for example {{${first_name} | default: 'cliente'}}, or leave these contacts out of the segment.",
  },
  variable_invalid: {
    title: "A variable holds something WhatsApp does not allow",
    advice:
      "Line breaks, tabs, more than four spaces in a row and addresses that are not web addresses are refused. Correct the contact's data or clean the value with a Liquid filter such as strip_newlines.",
  },
  message_too_long: {
    title: "The message is too long for this contact",
    advice:
      "Shorten long values with a Liquid filter, for example {{custom_attribute.${product} | truncate: 60}}.",
  },
  offer_expired: {
    title: "The offer had ended for this contact",
    advice:
      "Nothing to do: an offer that is over is not sent. Give the offer a later end if it should still go out.",
  },
  template_unsupported: {
    title: "The template has parts that Ponte cannot fill yet",
    advice: "Choose a template without order details, call permissions or the like.",
  },
};
