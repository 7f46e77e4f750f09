/** What the demo gets with its first number: subscribers, a link and a form that bring more, and a segment that spares who left. */
import { findContacts, type SubscriptionChange, setSubscriptionStates } from "../contacts/contacts.ts";
import { createForm, createLink, type FormTexts, listLinks } from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { day, externalIdOf } from "./customers.ts";
import { createRandom } from "./random.ts";
import { demoSize } from "./seed.ts";
import { makeSegmentOfNumber } from "./segments.ts";

/** Does nothing in a workspace without the demo's contacts, and nothing twice. */
export async function fillFirstNumber(
  ctx: Context,
  workspaceId: string,
  subscriptionGroupId: string,
): Promise<void> {
  const [somebody] = await findContacts(ctx.db, workspaceId, [
    { kind: "external_id", value: externalIdOf(1) },
  ]);
  if (!somebody) return;
  await subscribeDemoContacts(ctx, workspaceId, subscriptionGroupId);
  await inTransaction(ctx.db, async (tx) => {
    // The last thing that is written, so it tells whether an earlier try got here.
    if ((await listLinks(tx, workspaceId)).length > 0) return;
    const by = { actor: "system", at: ctx.clock.now() };
    await makeSegmentOfNumber(tx, workspaceId, subscriptionGroupId);
    await createForm(tx, workspaceId, demoForm(subscriptionGroupId), by);
    await createLink(tx, workspaceId, demoLink(subscriptionGroupId), by);
  });
}

function demoLink(subscriptionGroupId: string) {
  return {
    name: "QR code do balcão",
    subscriptionGroupId,
    text: "Olá! Quero receber as novidades da Loja Aurora pelo WhatsApp.",
    attribute: { name: "opt_in_place", value: "loja física" },
    note: "Impresso no balcão e nas sacolas",
    thankYou: `Oi{% if \${first_name} != blank %}, {{\${first_name}}}{% endif %}! Você vai receber as nossas novidades por aqui. Para sair, é só responder PARAR.`,
    countScans: true,
  };
}

const texts: Readonly<Record<string, FormTexts>> = {
  pt: {
    title: "Novidades no seu WhatsApp",
    intro: "Lançamentos e promoções da Loja Aurora, no máximo uma vez por semana.",
    consent:
      "Concordo em receber mensagens da Loja Aurora no WhatsApp sobre produtos e promoções. Posso sair quando quiser respondendo PARAR.",
    message: "Quero receber as novidades da Loja Aurora.",
    done: "",
    thankYou: "Pronto! Você vai receber as nossas novidades por aqui.",
  },
  es: {
    title: "Novedades en tu WhatsApp",
    intro: "Lanzamientos y promociones de Loja Aurora, como máximo una vez por semana.",
    consent:
      "Acepto recibir mensajes de Loja Aurora por WhatsApp sobre productos y promociones. Puedo salir cuando quiera respondiendo BAJA.",
    message: "Quiero recibir las novedades de Loja Aurora.",
    done: "",
    thankYou: "¡Listo! Vas a recibir nuestras novedades por aquí.",
  },
  en: {
    title: "News on your WhatsApp",
    intro: "New products and offers of Loja Aurora, at most once a week.",
    consent:
      "I agree to receive messages from Loja Aurora on WhatsApp about products and offers. I can leave at any time by answering STOP.",
    message: "I want to receive news from Loja Aurora.",
    done: "",
    thankYou: "Done! You will receive our news here.",
  },
};

function demoForm(subscriptionGroupId: string) {
  return {
    name: "Formulário do site",
    subscriptionGroupId,
    way: "person_writes" as const,
    settings: {
      texts,
      defaultLanguage: "pt" as const,
      fields: [
        { kind: "phone" as const, required: true },
        { kind: "firstName" as const, required: true },
        {
          kind: "attribute" as const,
          required: false,
          attribute: "favorite_category",
          label: {
            pt: "O que você mais procura?",
            es: "¿Qué es lo que más buscas?",
            en: "What do you look for most?",
          },
        },
      ],
      accent: "#0f766e",
      theme: "auto" as const,
      origins: [],
      redirectUrl: "",
      templateId: null,
      variables: {},
      yesButton: null,
      templatesPerDay: 200,
      expiryDays: 7,
    },
  };
}

/**
 * Consent of the demo's customers for one number: about 85 % subscribed at some time since they became customers, 4 %
 * unsubscribed later, the rest never asked. Others in the workspace are left alone. Returns how many are subscribed.
 */
export async function subscribeDemoContacts(
  ctx: Context,
  workspaceId: string,
  subscriptionGroupId: string,
): Promise<number> {
  const random = createRandom(85);
  const now = ctx.clock.now();
  const contacts = await findContacts(
    ctx.db,
    workspaceId,
    Array.from({ length: demoSize }, (_, position) => ({
      kind: "external_id" as const,
      value: externalIdOf(position + 1),
    })),
  );
  const waves = Array.from({ length: 12 }, (): SubscriptionChange[] => []);
  const leaving: SubscriptionChange[] = [];
  for (const contact of contacts) {
    const [wave, asked, leaves] = [random.pick(waves), random.chance(0.89), random.chance(0.045)];
    if (!contact || !asked) continue;
    wave.push({ contactId: contact.id, subscriptionGroupId, state: "subscribed" });
    if (leaves) leaving.push({ contactId: contact.id, subscriptionGroupId, state: "unsubscribed" });
  }
  for (const [position, wave] of waves.entries())
    await setSubscriptionStates(ctx.db, workspaceId, wave, {
      source: "seed",
      at: new Date(now.getTime() - (waves.length - position) * 9 * day),
    });
  await setSubscriptionStates(ctx.db, workspaceId, leaving, {
    source: "seed",
    at: new Date(now.getTime() - 2 * day),
  });
  return waves.flat().length - leaving.length;
}
