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
