/** Segments of the demo: one for each kind of question that a shop asks. */
import type { Db } from "../lib/db.ts";
import { createSegment, type Filter, type SegmentInput } from "../segments/segments.ts";

type DemoSegment = SegmentInput & { readonly filter: Filter };

const demoSegments: readonly DemoSegment[] = [
  {
    name: "Aniversário nos próximos 30 dias",
    description: "Para o cupom de aniversário.",
    tags: ["relacionamento"],
    filter: {
      kind: "and",
      children: [
        {
          kind: "attribute",
          custom: false,
          name: "date_of_birth",
          type: "date",
          operator: "anniversary_in_next_days",
          value: 30,
        },
      ],
    },
  },
  {
    name: "Gastou R$ 500 ou mais em 90 dias",
    description: "Soma das compras em reais, preço vezes quantidade.",
    tags: ["compras"],
    filter: {
      kind: "and",
      children: [{ kind: "purchase", operator: "did", days: 90, minSpent: 500, currency: "BRL" }],
    },
  },
  {
    name: "Viu produtos 3 vezes em 30 dias e não comprou",
    description: "Interesse sem compra: um bom momento para ajudar.",
    tags: ["compras", "recuperação"],
    filter: {
      kind: "and",
      children: [
        { kind: "event", name: "product_viewed", operator: "did", days: 30, minCount: 3 },
        { kind: "purchase", operator: "did_not", days: 30 },
      ],
    },
  },
  {
    name: "Janela de 24 horas aberta",
    description: "Escreveram há menos de 24 horas: aceitam mensagens sem modelo.",
    tags: ["atendimento"],
    filter: { kind: "and", children: [{ kind: "window", open: true, subscriptionGroupId: null }] },
  },
  {
    name: "Leu e não clicou em 30 dias",
    description: "Leram alguma mensagem e não tocaram em nenhum link ou botão.",
    tags: ["recuperação"],
    filter: {
      kind: "and",
      children: [
        { kind: "message", operator: "read", days: 30 },
        { kind: "message", operator: "not_clicked", days: 30 },
      ],
    },
  },
];

export async function makeSegments(db: Db, workspaceId: string): Promise<void> {
  for (const segment of demoSegments) await createSegment(db, workspaceId, segment);
}

/** The one that is about consent, which belongs to a number. */
export async function makeSegmentOfNumber(
  db: Db,
  workspaceId: string,
  subscriptionGroupId: string,
): Promise<void> {
  await createSegment(db, workspaceId, {
    name: "VIPs, menos quem se descadastrou",
    description: "Clientes gold que mais gastam, sem quem pediu para sair deste número.",
    tags: ["relacionamento"],
    filter: {
      kind: "and",
      children: [
        { kind: "attribute", custom: true, name: "vip", type: "boolean", operator: "is_true" },
        { kind: "not", child: { kind: "subscription", subscriptionGroupId, state: "unsubscribed" } },
      ],
    },
  });
}
