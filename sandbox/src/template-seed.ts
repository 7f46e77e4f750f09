/** The templates a WABA starts with, so that a first campaign can be sent minutes after sign-up. */
import { exampleFlow } from "./flow-json/example.ts";
import { graphId, uuid } from "./ids.ts";
import { addTemplate, type State } from "./state.ts";
import { richSeeds } from "./template-seed-rich.ts";
import type { Template, TemplateStatus, TemplateStructure } from "./types.ts";

export interface Seed {
  name: string;
  language: string;
  category: string;
  structure: TemplateStructure;
  status?: TemplateStatus;
  rejectionReason?: string;
}

function seeds(publicUrl: string, flowId: string): Seed[] {
  return [
    {
      name: "boas_vindas",
      language: "pt_BR",
      category: "MARKETING",
      structure: {
        body: {
          text: "Olá, {{1}}! 👋 Temos novidades em {{2}} para você. Quer dar uma olhada no que chegou esta semana?",
          examples: ["Marina", "São Paulo"],
        },
        footer: { text: "Loja Aurora · responda PARAR para não receber" },
        buttons: [
          { type: "QUICK_REPLY", text: "Quero ver" },
          { type: "QUICK_REPLY", text: "Parar promoções" },
        ],
      },
    },
    {
      name: "boas_vindas",
      language: "en",
      category: "MARKETING",
      structure: {
        body: {
          text: "Hi {{1}}! 👋 We have something new in {{2}} for you. Would you like to see what came in this week?",
          examples: ["Mary", "New York"],
        },
        footer: { text: "Reply STOP to opt out" },
        buttons: [
          { type: "QUICK_REPLY", text: "Show me" },
          { type: "QUICK_REPLY", text: "Stop promotions" },
        ],
      },
    },
    {
      name: "boas_vindas",
      language: "es",
      category: "MARKETING",
      structure: {
        body: {
          text: "¡Hola, {{1}}! 👋 Tenemos novedades en {{2}} para ti. ¿Quieres ver lo que llegó esta semana?",
          examples: ["María", "Ciudad de México"],
        },
        footer: { text: "Responde SALIR para no recibir más" },
        buttons: [
          { type: "QUICK_REPLY", text: "Quiero ver" },
          { type: "QUICK_REPLY", text: "Parar promociones" },
        ],
      },
    },
    {
      name: "pedido_enviado",
      language: "pt_BR",
      category: "UTILITY",
      structure: {
        body: {
          text: "{{1}}, seu pedido {{2}} saiu para entrega. 📦 A previsão de chegada é {{3}}.",
          examples: ["Marina", "#10482", "24/11"],
        },
        buttons: [
          {
            type: "URL",
            text: "Acompanhar pedido",
            url: "https://loja-aurora.example/pedidos/{{1}}",
            example: "https://loja-aurora.example/pedidos/10482",
          },
        ],
      },
    },
    {
      name: "oferta_relampago",
      language: "pt_BR",
      category: "MARKETING",
      structure: {
        header: { format: "IMAGE", example: `${publicUrl}/assets-media/oferta.png` },
        body: {
          text: "⚡ {{1}}, só hoje: {{2}} de desconto em toda a loja. Use o código no carrinho e aproveite!",
          examples: ["Marina", "20%"],
        },
        footer: { text: "Válido enquanto durarem os estoques" },
        buttons: [
          { type: "COPY_CODE", text: "Copiar código", example: "AURORA20" },
          { type: "URL", text: "Ir para a loja", url: "https://loja-aurora.example/ofertas" },
        ],
      },
    },
    {
      name: "lembrete_consulta",
      language: "pt_BR",
      category: "UTILITY",
      structure: {
        header: { format: "TEXT", text: "Lembrete para {{1}}", example: "Marina" },
        body: {
          text: "Seu horário está marcado para {{1}} às {{2}}. Podemos confirmar?",
          examples: ["25 de novembro", "14h30"],
        },
        buttons: [
          { type: "QUICK_REPLY", text: "Confirmar" },
          { type: "QUICK_REPLY", text: "Remarcar" },
          { type: "PHONE_NUMBER", text: "Ligar", phoneNumber: "+551130000000" },
        ],
      },
    },
    {
      name: "codigo_acesso",
      language: "pt_BR",
      category: "AUTHENTICATION",
      structure: {
        body: { text: "*{{1}}* é seu código de verificação. Para sua segurança, não o compartilhe." },
        footer: { text: "Este código expira em 10 minutos." },
        buttons: [
          {
            type: "URL",
            text: "Copiar código",
            url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
          },
        ],
      },
    },
    ...richSeeds(publicUrl, flowId),
    {
      name: "pesquisa_satisfacao",
      language: "pt_BR",
      category: "UTILITY",
      status: "PENDING",
      structure: {
        body: {
          text: "{{1}}, como foi sua última compra? Sua opinião leva menos de um minuto.",
          examples: ["Marina"],
        },
        buttons: [{ type: "QUICK_REPLY", text: "Responder" }],
      },
    },
    {
      name: "promo_imperdivel",
      language: "pt_BR",
      category: "UTILITY",
      status: "REJECTED",
      rejectionReason: "INCORRECT_CATEGORY",
      structure: { body: { text: "Promoção imperdível!!! Compre agora e ganhe brindes!" } },
    },
  ];
}

/** A published Flow with one question, for the template that has a Flow button. Answers with its id. */
function seedFlow(state: State, wabaId: string): string {
  const id = graphId();
  state.meta.flows.set(id, {
    id,
    wabaId,
    name: "pesquisa",
    status: "PUBLISHED",
    categories: ["SURVEY"],
    json: JSON.stringify(exampleFlow("Como foi sua compra?"), null, 2),
    endpointUri: null,
    previewToken: uuid(),
    updatedAt: new Date().toISOString(),
  });
  return id;
}

/** Gives a new WABA its first templates. */
export function seedTemplates(state: State, wabaId: string, publicUrl: string): void {
  const now = new Date().toISOString();
  for (const { status = "APPROVED", ...seed } of seeds(publicUrl, seedFlow(state, wabaId))) {
    const template: Template = {
      id: graphId(),
      wabaId,
      quality: status === "APPROVED" ? "HIGH" : "UNKNOWN",
      createdAt: now,
      lastUpdatedAt: now,
      edits: [],
      status,
      ...seed,
    };
    addTemplate(state, template);
  }
}
