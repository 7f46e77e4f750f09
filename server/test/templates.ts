/** Templates as a synchronisation leaves them. */
import type { Context } from "../src/lib/context.ts";
import {
  listTemplates,
  type SyncedTemplate,
  saveSyncedTemplates,
  type Template,
} from "../src/templates/templates.ts";

export const welcomeTemplate: SyncedTemplate = {
  providerId: "1",
  name: "boas_vindas",
  language: "pt_BR",
  category: "MARKETING",
  status: "APPROVED",
  quality: "HIGH",
  structure: {
    body: { text: "Olá, {{1}}! Temos novidades em {{2}} para você." },
    buttons: [
      { type: "QUICK_REPLY", text: "Quero ver" },
      { type: "QUICK_REPLY", text: "Parar promoções" },
    ],
  },
};

export const pendingTemplate: SyncedTemplate = {
  ...welcomeTemplate,
  providerId: "2",
  name: "em_analise",
  status: "PENDING",
};

/** Every kind of part: text header, link with an end of its own, coupon. */
export const couponTemplate: SyncedTemplate = {
  ...welcomeTemplate,
  providerId: "3",
  name: "cupom",
  structure: {
    header: { format: "TEXT", text: "Para {{1}}" },
    body: { text: "Seu pedido {{1}} chega em {{2}}." },
    footer: { text: "Loja Aurora" },
    buttons: [
      { type: "URL", text: "Acompanhar", url: "https://loja.example/p/{{1}}" },
      { type: "COPY_CODE", text: "Copiar código" },
      { type: "PHONE_NUMBER", text: "Ligar", phoneNumber: "+551130000000" },
    ],
  },
};

export async function someTemplates(
  ctx: Context,
  workspaceId: string,
  groupId: string,
): Promise<Record<string, Template>> {
  await saveSyncedTemplates(ctx.db, groupId, [welcomeTemplate, pendingTemplate, couponTemplate]);
  const templates = await listTemplates(ctx.db, workspaceId);
  return Object.fromEntries(templates.map((template) => [template.name, template]));
}

const structures = {
  carrossel: {
    body: { text: "Novidades para {{1}}" },
    carousel: {
      cards: ["Café", "Chá"].map((name) => ({
        header: { format: "IMAGE" as const },
        body: { text: `${name} por {{1}}` },
        buttons: [
          { type: "QUICK_REPLY", text: "Quero" },
          { type: "URL", text: "Ver", url: "https://loja.example/{{1}}" },
        ],
      })),
    },
  },
  oferta: {
    header: { format: "VIDEO" },
    body: { text: "Só hoje" },
    limitedTimeOffer: { text: "Acaba logo", hasExpiration: true },
    buttons: [
      { type: "COPY_CODE", text: "Copiar" },
      { type: "URL", text: "Loja", url: "https://loja.example/{{1}}" },
    ],
  },
  botoes: {
    header: { format: "LOCATION" },
    body: { text: "Oi" },
    buttons: [
      { type: "FLOW", text: "Agendar" },
      { type: "CATALOG", text: "Catálogo" },
      { type: "MPM", text: "Itens" },
    ],
  },
  codigo: {
    body: { text: "{{1}} é seu código." },
    buttons: [
      {
        type: "URL",
        text: "Copiar",
        url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
      },
    ],
  },
  pedido: { body: { text: "Seu pedido" }, unsupported: ["ORDER_DETAILS"] },
} as const satisfies Record<string, SyncedTemplate["structure"]>;

/** One template for every part there is: carousel, offer, place, buttons that need data, one-time password, and one too many. */
export const templatesOfEveryPart: SyncedTemplate[] = Object.entries(structures).map(
  ([name, structure], index) => ({ ...welcomeTemplate, providerId: `p${index}`, name, structure }),
);
