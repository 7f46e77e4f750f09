/** What tests and benchmarks send: a template of every WABA of the sandbox, with Liquid in both variables. */
import type { MessageContent } from "../src/content/message.ts";
import type { Filter } from "../src/segments/segments.ts";

export const welcome: MessageContent = {
  kind: "template",
  templateName: "boas_vindas",
  language: "pt_BR",
  category: "MARKETING",
  structure: {
    body: { text: "Olá, {{1}}! Temos novidades em {{2}} para você." },
    buttons: [
      { type: "QUICK_REPLY", text: "Quero ver" },
      { type: "QUICK_REPLY", text: "Parar promoções" },
    ],
  },
  variables: {
    "body.1": "{{$" + "{first_name} | default: 'cliente'}}",
    "body.2": "{{custom_attribute.$" + "{city} | default: 'São Paulo'}}",
  },
};

export const everyone: Filter = { kind: "and", children: [] };
