/**
 * The products a phone shows. A catalogue lives in Meta's Commerce Manager, which no provider's API here tells about, so
 * the sandbox has one of its own: the same retailer id is always the same product at the same price.
 */
import type { ProductView } from "./view.ts";

interface Sample {
  slug: string;
  name: string;
  description: string;
  /** In BRL. */
  price: number;
}

const SAMPLES: Sample[] = [
  { slug: "camiseta", name: "Camiseta Aurora", description: "Algodão orgânico, corte reto", price: 89.9 },
  { slug: "vestido", name: "Vestido Litoral", description: "Linho leve, abaixo do joelho", price: 249 },
  { slug: "tenis", name: "Tênis Serra", description: "Solado de borracha natural", price: 329.9 },
  { slug: "bolsa", name: "Bolsa Ipê", description: "Couro vegetal, alça ajustável", price: 279 },
  { slug: "caneca", name: "Caneca Maré", description: "Cerâmica feita à mão, 300 ml", price: 59.9 },
  { slug: "vela", name: "Vela Cedro", description: "Cera de soja, 40 horas", price: 74.9 },
  { slug: "bone", name: "Boné Trilha", description: "Aba curva, proteção UV", price: 69.9 },
  { slug: "garrafa", name: "Garrafa Fonte", description: "Inox, mantém frio por 24 h", price: 119 },
  { slug: "mochila", name: "Mochila Rota", description: "22 litros, à prova d'água", price: 259.9 },
  { slug: "relogio", name: "Relógio Norte", description: "Pulseira de aço, 40 mm", price: 389 },
];

/** Units of each currency for one BRL; the same rates as the prices of messages. */
const RATES: Record<string, number> = { USD: 0.18, EUR: 0.16, GBP: 0.14, MXN: 3.3 };

/** The product behind a retailer id of the catalogue. */
export function productOf(retailerId: string, currency: string): ProductView {
  const sample =
    SAMPLES.find(({ slug }) => slug === retailerId) ?? SAMPLES[indexOf(retailerId)] ?? SAMPLES[0];
  if (!sample) throw new Error("The sample catalogue is empty");
  return view(sample, retailerId, currency);
}

/** All there is, for a message that opens the whole catalogue. */
export function allProducts(currency: string): ProductView[] {
  return SAMPLES.map((sample) => view(sample, sample.slug, currency));
}

function view({ slug, name, description, price }: Sample, retailerId: string, currency: string): ProductView {
  const converted = price * (RATES[currency] ?? 1);
  return {
    retailerId,
    name,
    description,
    price: Math.round(converted * 100) / 100,
    currency,
    image: `/assets/products/${slug}.svg`,
  };
}

function indexOf(retailerId: string): number {
  const digits = /(\d+)$/.exec(retailerId)?.[1];
  if (digits) return Number(digits.slice(-6)) % SAMPLES.length;
  let sum = 0;
  for (const letter of retailerId) sum += letter.charCodeAt(0);
  return sum % SAMPLES.length;
}
