/** Where the demo's people live and what they are called. */
import type { Random } from "./random.ts";

export interface City {
  readonly name: string;
  /** As addresses there write it: SP, JAL, FL … */
  readonly state: string;
  readonly timeZone: string;
  /** Area code, where numbers have one. */
  readonly area: string;
}

export interface Country {
  readonly code: string;
  readonly languages: readonly (readonly [string, number])[];
  readonly cities: readonly (readonly [City, number])[];
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly surnames: readonly string[];
  /** People with two surnames, as a share. */
  readonly twoSurnames: number;
  /** E.164, from blocks that are not given to subscribers, or kept for fiction. */
  readonly phone: (random: Random, city: City) => string;
}

const digits = (random: Random, count: number) =>
  String(random.whole(0, 10 ** count - 1)).padStart(count, "0");

const city = (name: string, state: string, timeZone: string, area: string, weight: number) =>
  [{ name, state, timeZone, area }, weight] as const;

const words = (text: string): readonly string[] => text.split(" ");

const brazil: Country = {
  code: "BR",
  languages: [["pt", 1]],
  cities: [
    city("São Paulo", "SP", "America/Sao_Paulo", "11", 24),
    city("Campinas", "SP", "America/Sao_Paulo", "19", 5),
    city("Rio de Janeiro", "RJ", "America/Sao_Paulo", "21", 13),
    city("Niterói", "RJ", "America/Sao_Paulo", "21", 3),
    city("Belo Horizonte", "MG", "America/Sao_Paulo", "31", 8),
    city("Curitiba", "PR", "America/Sao_Paulo", "41", 6),
    city("Florianópolis", "SC", "America/Sao_Paulo", "48", 4),
    city("Porto Alegre", "RS", "America/Sao_Paulo", "51", 6),
    city("Brasília", "DF", "America/Sao_Paulo", "61", 6),
    city("Goiânia", "GO", "America/Sao_Paulo", "62", 4),
    city("Salvador", "BA", "America/Bahia", "71", 7),
    city("Recife", "PE", "America/Recife", "81", 6),
    city("Fortaleza", "CE", "America/Fortaleza", "85", 6),
    city("Belém", "PA", "America/Belem", "91", 3),
    city("Manaus", "AM", "America/Manaus", "92", 3),
  ],
  women: words(
    "Maria Ana Juliana Mariana Fernanda Camila Beatriz Larissa Letícia Gabriela Amanda Bruna Patrícia Aline Vanessa Rafaela Luana Débora Carolina Isabela Helena Alice Tatiane Simone Renata Cláudia Sônia Lívia Yasmin Priscila",
  ),
  men: words(
    "João Pedro Lucas Gabriel Rafael Mateus Bruno Felipe Gustavo Thiago Rodrigo Marcelo André Eduardo Leonardo Vinícius Diego Caio Henrique Carlos Paulo Antônio José Francisco Ricardo Fábio Igor Murilo Davi Samuel",
  ),
  surnames: words(
    "Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Teixeira Araújo Cavalcanti Monteiro Moura Batista Farias Pinto",
  ),
  twoSurnames: 0.35,
  // Ninth digit, then 0: mobile blocks that begin with 90 are not assigned.
  phone: (random, { area }) => `+55${area}90${digits(random, 7)}`,
};

const portugal: Country = {
  code: "PT",
  languages: [["pt", 1]],
  cities: [
    city("Lisboa", "Lisboa", "Europe/Lisbon", "", 40),
    city("Porto", "Porto", "Europe/Lisbon", "", 28),
    city("Braga", "Braga", "Europe/Lisbon", "", 10),
    city("Coimbra", "Coimbra", "Europe/Lisbon", "", 9),
    city("Faro", "Faro", "Europe/Lisbon", "", 8),
    city("Funchal", "Madeira", "Atlantic/Madeira", "", 5),
  ],
  women: words(
    "Maria Ana Inês Beatriz Mariana Leonor Matilde Carolina Joana Sofia Catarina Teresa Rita Marta Filipa Margarida",
  ),
  men: words(
    "João Rodrigo Martim Francisco Tomás Duarte Miguel Tiago Rui Nuno Diogo Gonçalo Luís Pedro António Vasco",
  ),
  surnames: words(
    "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Jesus Sousa Fernandes Gonçalves Gomes Lopes Marques Almeida Ribeiro Pinto Carvalho Teixeira",
  ),
  twoSurnames: 0.45,
  phone: (random) => `+351928${digits(random, 6)}`,
};

const mexico: Country = {
  code: "MX",
  languages: [["es", 1]],
  cities: [
    city("Ciudad de México", "CMX", "America/Mexico_City", "55", 45),
    city("Guadalajara", "JAL", "America/Mexico_City", "33", 20),
    city("Monterrey", "NLE", "America/Monterrey", "81", 20),
    city("Puebla", "PUE", "America/Mexico_City", "222", 9),
    city("Tijuana", "BCN", "America/Tijuana", "664", 6),
  ],
  women: words(
    "María Guadalupe Fernanda Valeria Ximena Sofía Daniela Alejandra Mariana Regina Camila Verónica Lucía Paola Andrea Renata",
  ),
  men: words(
    "José Juan Luis Carlos Santiago Mateo Diego Emiliano Miguel Ángel Jorge Alejandro Fernando Ricardo Iván Rodrigo",
  ),
  surnames: words(
    "Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Flores Gómez Morales Vázquez Reyes Jiménez Torres Díaz Gutiérrez Ruiz",
  ),
  twoSurnames: 0.8,
  // Subscriber numbers do not begin with 0.
  phone: (random, { area }) => `+52${area}0${digits(random, 9 - area.length)}`,
};

const argentina: Country = {
  code: "AR",
  languages: [["es", 1]],
  cities: [
    city("Buenos Aires", "CABA", "America/Argentina/Buenos_Aires", "11", 60),
    city("Quilmes", "BA", "America/Argentina/Buenos_Aires", "11", 12),
    city("San Isidro", "BA", "America/Argentina/Buenos_Aires", "11", 12),
    city("Avellaneda", "BA", "America/Argentina/Buenos_Aires", "11", 9),
    city("Morón", "BA", "America/Argentina/Buenos_Aires", "11", 7),
  ],
  women: words(
    "Martina Catalina Valentina Julieta Milagros Agustina Florencia Rocío Sol Micaela Antonella Pilar Carla Noelia",
  ),
  men: words(
    "Santiago Joaquín Tomás Facundo Nicolás Ezequiel Matías Franco Lautaro Ignacio Bautista Federico Gonzalo Maximiliano",
  ),
  surnames: words(
    "González Rodríguez Gómez Fernández López Díaz Martínez Pérez Romero Sosa Benítez Acosta Giménez Rossi Bianchi Ferrari Molina Castro Ortiz Silva",
  ),
  twoSurnames: 0.1,
  // The mobile 9, then a subscriber number that begins with 0: there are none.
  phone: (random, { area }) => `+549${area}0${digits(random, 7)}`,
};

const unitedStates: Country = {
  code: "US",
  languages: [
    ["en", 0.65],
    ["es", 0.2],
    ["pt", 0.15],
  ],
  cities: [
    city("Miami", "FL", "America/New_York", "305", 28),
    city("Orlando", "FL", "America/New_York", "407", 16),
    city("New York", "NY", "America/New_York", "212", 18),
    city("Boston", "MA", "America/New_York", "617", 12),
    city("Houston", "TX", "America/Chicago", "713", 10),
    city("Los Angeles", "CA", "America/Los_Angeles", "213", 16),
  ],
  women: words("Emily Jessica Ashley Sarah Olivia Emma Isabella Camila Grace Chloe Natalie Maria"),
  men: words("Michael James David Daniel Ethan Noah Matthew Anthony Ryan Carlos Kevin Lucas"),
  surnames: words(
    "Smith Johnson Williams Brown Garcia Miller Davis Rodriguez Martinez Lopez Wilson Anderson Thomas Silva Costa Nguyen",
  ),
  twoSurnames: 0,
  // 555-0100 to 555-0199 are kept for fiction.
  phone: (random, { area }) => `+1${area}55501${digits(random, 2)}`,
};

export const countries: readonly (readonly [Country, number])[] = [
  [brazil, 0.76],
  [portugal, 0.07],
  [mexico, 0.09],
  [argentina, 0.05],
  [unitedStates, 0.03],
];
