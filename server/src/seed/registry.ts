/** What the demo's attributes and events mean, in the language of its shop. */
import { changeAttribute, changeEvent, importListAttribute, purchaseEvent } from "../contacts/contacts.ts";
import type { Db } from "../lib/db.ts";

const attributes: Readonly<Record<string, string>> = {
  plan: "Plano do programa de fidelidade: gold, silver ou free.",
  city: "Cidade de entrega.",
  address: "Endereço de entrega: cidade, estado e período preferido.",
  favorite_category: "Categoria que a pessoa mais compra.",
  interests: "Categorias que a pessoa escolheu no cadastro.",
  pets: "Animais de estimação: nome, espécie e data de nascimento.",
  lifetime_value: "Total gasto desde o primeiro pedido, na moeda da pessoa.",
  vip: "Plano gold e mais de 1.200 gastos.",
  last_order_at: "Data e hora do último pedido.",
  loyalty_since: "Dia em que a pessoa entrou no programa de fidelidade.",
  [importListAttribute]: "Listas de importação com que a pessoa chegou.",
};

const events: Readonly<Record<string, string>> = {
  app_opened: "Abriu a loja no aplicativo ou no site.",
  product_viewed: "Viu a página de um produto.",
  cart_abandoned: "Deixou produtos no carrinho e saiu.",
  order_placed: "Fez um pedido; os produtos estão em items.",
  review_written: "Avaliou um pedido com 1 a 5 estrelas.",
  [purchaseEvent]: "Um produto comprado: product_id, preço, quantidade e moeda.",
};

export async function describeData(db: Db, workspaceId: string, at: Date): Promise<void> {
  for (const [name, description] of Object.entries(attributes))
    await changeAttribute(db, workspaceId, name, { description }, at);
  for (const [name, description] of Object.entries(events))
    await changeEvent(db, workspaceId, name, { description }, at);
}
