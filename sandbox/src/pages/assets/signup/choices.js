/** The lists a person chooses from: WhatsApp's business categories, dialling codes, time zones. */

export const CATEGORIES = [
  "RETAIL",
  "ECOMMERCE",
  "APPAREL",
  "AUTO",
  "BEAUTY",
  "EDU",
  "ENTERTAIN",
  "EVENT_PLAN",
  "FINANCE",
  "GROCERY",
  "GOVT",
  "HOTEL",
  "HEALTH",
  "NONPROFIT",
  "PROF_SERVICES",
  "TRAVEL",
  "RESTAURANT",
  "OTHER",
];

const CATEGORY_NAMES = {
  en: {
    RETAIL: "Shopping and retail",
    ECOMMERCE: "Online shop",
    APPAREL: "Clothing and apparel",
    AUTO: "Automotive",
    BEAUTY: "Beauty, spa and salon",
    EDU: "Education",
    ENTERTAIN: "Entertainment",
    EVENT_PLAN: "Event planning and service",
    FINANCE: "Finance and banking",
    GROCERY: "Food and grocery",
    GOVT: "Public service",
    HOTEL: "Hotel and lodging",
    HEALTH: "Medical and health",
    NONPROFIT: "Charity",
    PROF_SERVICES: "Professional services",
    TRAVEL: "Travel and transportation",
    RESTAURANT: "Restaurant",
    OTHER: "Other",
  },
  "pt-BR": {
    RETAIL: "Compras e varejo",
    ECOMMERCE: "Loja virtual",
    APPAREL: "Roupas e acessórios",
    AUTO: "Automotivo",
    BEAUTY: "Beleza, spa e salão",
    EDU: "Educação",
    ENTERTAIN: "Entretenimento",
    EVENT_PLAN: "Eventos",
    FINANCE: "Finanças e bancos",
    GROCERY: "Alimentos e mercado",
    GOVT: "Serviço público",
    HOTEL: "Hotel e hospedagem",
    HEALTH: "Medicina e saúde",
    NONPROFIT: "Organização sem fins lucrativos",
    PROF_SERVICES: "Serviços profissionais",
    TRAVEL: "Viagem e transporte",
    RESTAURANT: "Restaurante",
    OTHER: "Outra",
  },
};

export const categoryName = (category, language) => (CATEGORY_NAMES[language] ?? CATEGORY_NAMES.en)[category];

/** Dialling code → country (ISO 3166) that gives it its name. */
const COUNTRIES = [
  ["55", "BR"],
  ["351", "PT"],
  ["52", "MX"],
  ["1", "US"],
  ["54", "AR"],
  ["591", "BO"],
  ["56", "CL"],
  ["57", "CO"],
  ["506", "CR"],
  ["593", "EC"],
  ["34", "ES"],
  ["33", "FR"],
  ["49", "DE"],
  ["91", "IN"],
  ["62", "ID"],
  ["39", "IT"],
  ["81", "JP"],
  ["258", "MZ"],
  ["31", "NL"],
  ["244", "AO"],
  ["595", "PY"],
  ["51", "PE"],
  ["27", "ZA"],
  ["41", "CH"],
  ["44", "GB"],
  ["598", "UY"],
  ["58", "VE"],
];

/** @returns {[string, string][]} code and its text, in the person's language */
export function diallingCodes(language) {
  const names = new Intl.DisplayNames([language], { type: "region" });
  return COUNTRIES.map(([code, country]) => [code, `+${code} ${names.of(country)}`]);
}

/** A number typed with its "+…": its dialling code, when it is one of ours. */
export function codeOf(typed) {
  if (!typed.trim().startsWith("+")) return null;
  const digits = typed.replace(/\D/g, "");
  return (
    COUNTRIES.map(([code]) => code)
      .filter((code) => digits.startsWith(code))
      .sort((a, b) => b.length - a.length)[0] ?? null
  );
}

export const TIMEZONES = [
  "America/Sao_Paulo",
  "America/Manaus",
  "America/Noronha",
  "America/Mexico_City",
  "America/Bogota",
  "America/Lima",
  "America/Santiago",
  "America/Argentina/Buenos_Aires",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "Europe/Lisbon",
  "Europe/Madrid",
  "Europe/London",
  "Europe/Berlin",
  "Africa/Luanda",
  "Africa/Maputo",
  "Asia/Kolkata",
  "Asia/Jakarta",
  "UTC",
];

/** The browser's own zone if it is in the list, else São Paulo. */
export function likelyTimezone() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return TIMEZONES.includes(own) && own !== "UTC" ? own : "America/Sao_Paulo";
}
