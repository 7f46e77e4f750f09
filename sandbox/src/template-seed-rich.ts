/** One template of each richer kind: carousel, limited-time offer, every header, Flow, catalogue, several products. */
import type { Seed } from "./template-seed.ts";
import type { TemplateStructure } from "./types.ts";

const MARKETING = "MARKETING";
const UTILITY = "UTILITY";

function seed(name: string, category: string, structure: TemplateStructure): Seed {
  return { name, language: "pt_BR", category, structure };
}

/** `flowId` is that of a published Flow of the same WABA. */
export function richSeeds(publicUrl: string, flowId: string): Seed[] {
  return [
    ...carousels(publicUrl),
    seed("oferta_relampago_tempo", MARKETING, {
      header: { format: "IMAGE", example: `${publicUrl}/assets-media/oferta.png` },
      body: { text: "{{1}}, seu desconto de {{2}} já está valendo. ⏳", examples: ["Marina", "20%"] },
      limitedTimeOffer: { hasExpiration: true, text: "Termina logo" },
      buttons: [
        { type: "COPY_CODE", text: "Copiar código", example: "AURORA20" },
        {
          type: "URL",
          text: "Ir para a loja",
          url: "https://loja-aurora.example/ofertas/{{1}}",
          example: "https://loja-aurora.example/ofertas/relampago",
        },
      ],
    }),
    ...headers(publicUrl),
    seed("pesquisa_flow", UTILITY, {
      body: { text: "{{1}}, responda à nossa pesquisa em menos de um minuto.", examples: ["Marina"] },
      buttons: [
        {
          type: "FLOW",
          text: "Responder",
          flowId: Number(flowId),
          flowAction: "NAVIGATE",
          navigateScreen: "QUESTION",
        },
      ],
    }),
    seed("catalogo_loja", MARKETING, {
      body: { text: "{{1}}, conheça todos os nossos produtos aqui no WhatsApp.", examples: ["Marina"] },
      footer: { text: "Loja Aurora" },
      buttons: [{ type: "CATALOG", text: "Ver catálogo" }],
    }),
    seed("selecao_produtos", MARKETING, {
      header: { format: "TEXT", text: "Escolhidos para {{1}}", example: "Marina" },
      body: { text: "Separamos alguns produtos que combinam com você." },
      buttons: [{ type: "MULTI_PRODUCT", text: "Ver produtos" }],
    }),
  ];
}

function carousels(publicUrl: string): Seed[] {
  const card = (picture: string, text: string, example: string) => ({
    header: { format: "IMAGE", example: `${publicUrl}/assets-media/${picture}.png` },
    body: { text, examples: [example] },
    buttons: [
      {
        type: "URL",
        text: "Ver produto",
        url: "https://loja-aurora.example/produtos/{{1}}",
        example: "https://loja-aurora.example/produtos/tenis",
      },
      { type: "QUICK_REPLY", text: "Tenho interesse" },
    ],
  });
  return [
    seed("novidades_carrossel", MARKETING, {
      body: { text: "Oi, {{1}}! Veja o que acabou de chegar 👇", examples: ["Marina"] },
      carousel: {
        cards: [
          card("oferta", "Tênis Aurora por {{1}}", "R$ 199"),
          card("pedido", "Mochila Serra por {{1}}", "R$ 149"),
          card("outro", "Garrafa térmica por {{1}}", "R$ 89"),
        ],
      },
    }),
  ];
}

function headers(publicUrl: string): Seed[] {
  return [
    seed("retirada_loja", UTILITY, {
      header: { format: "LOCATION" },
      body: {
        text: "{{1}}, seu pedido espera por você nesta loja até {{2}}.",
        examples: ["Marina", "sábado"],
      },
      buttons: [{ type: "QUICK_REPLY", text: "Vou buscar" }],
    }),
    seed("video_colecao", MARKETING, {
      header: { format: "VIDEO", example: `${publicUrl}/assets/samples/video.mp4` },
      body: { text: "{{1}}, assista à nova coleção.", examples: ["Marina"] },
      buttons: [{ type: "URL", text: "Ver coleção", url: "https://loja-aurora.example/colecao" }],
    }),
    seed("animacao_promo", MARKETING, {
      header: { format: "GIF", example: `${publicUrl}/assets/samples/animation.mp4` },
      body: { text: "{{1}}, é só hoje!", examples: ["Marina"] },
    }),
    seed("nota_fiscal", UTILITY, {
      header: { format: "DOCUMENT", example: `${publicUrl}/assets/samples/document.pdf` },
      body: { text: "{{1}}, aqui está a nota fiscal do pedido {{2}}.", examples: ["Marina", "#10482"] },
    }),
  ];
}
