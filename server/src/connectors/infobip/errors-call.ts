/** What can be wrong with a call as a whole, or with one message of it before Infobip gives it a status. */
import type { CatalogueEntry } from "../errors.ts";

export const callErrors: readonly CatalogueEntry[] = [
  {
    code: "infobip:invalid-field",
    action: "fail",
    fault: "content",
    title: "Infobip refused a field of this message",
    advice: "Correct the variable the message names, then send again to the contacts that failed.",
  },
  {
    code: "infobip:http-400",
    action: "fail",
    fault: "content",
    title: "Infobip refused this message without naming the field",
    advice:
      "Compare the message with the template as it is registered; send a test to yourself after changing it.",
  },
  {
    code: "infobip:http-401",
    action: "pause_connection",
    fault: "account",
    title: "Infobip no longer accepts the API key",
    advice:
      "Check under Integrations whether the key expired, was disabled or is limited to other IP addresses, and enter a new one. Waiting messages go out then.",
  },
  {
    code: "infobip:http-403",
    action: "pause_connection",
    fault: "account",
    title: "The API key may not send messages",
    advice:
      "Give the key the scopes message:send and whatsapp:message:send in Infobip's portal. Waiting messages go out then.",
  },
  {
    code: "infobip:http-404",
    action: "pause_connection",
    fault: "account",
    title: "The base URL does not lead to Infobip's sending API",
    advice:
      "Copy the API base URL from Infobip's portal again and enter it under Integrations. Waiting messages go out then.",
  },
  {
    code: "infobip:blocked",
    action: "pause_connection",
    fault: "ponte",
    title: "The base URL leads to an address that Ponte must not call",
    advice:
      "Use the base URL of your Infobip account. For a stand-in, the operator adds its host to PONTE_INFOBIP_ALLOWED_HOSTS.",
  },
  {
    code: "infobip:http-429",
    action: "slow_down",
    fault: "provider",
    title: "Infobip asked to send more slowly",
    advice:
      "Nothing to do: Ponte slows this number down and sends again. If it happens often, lower the number's messages per second.",
  },
  {
    code: "infobip:unreachable",
    action: "retry",
    fault: "provider",
    title: "Infobip could not be reached",
    advice:
      "Nothing to do at once: Ponte tries again. If it lasts, check the server's network and Infobip's status page.",
  },
  {
    code: "infobip:timeout",
    action: "retry",
    fault: "provider",
    title: "Infobip did not answer in time",
    advice: "Nothing to do: Ponte asks again with the same message id, so nobody gets the message twice.",
  },
  {
    code: "infobip:http-5xx",
    action: "retry",
    fault: "provider",
    title: "Infobip had an internal error",
    advice: "Nothing to do: Ponte asks again with the same message id, so nobody gets the message twice.",
  },
  {
    code: "infobip:unreadable",
    action: "retry",
    fault: "provider",
    title: "Infobip's answer could not be understood",
    advice:
      "Nothing to do: Ponte asks again with the same message id. If it lasts, check that the base URL is Infobip's.",
  },
];
