/** The lists a person chooses from: WhatsApp's business categories, dialling codes, time zones. */
import { COUNTRIES, diallingCodeOf } from "../lib/dialling.js";

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
  es: {
    RETAIL: "Compras y venta minorista",
    ECOMMERCE: "Tienda en línea",
    APPAREL: "Ropa y accesorios",
    AUTO: "Automotriz",
    BEAUTY: "Belleza, spa y salón",
    EDU: "Educación",
    ENTERTAIN: "Entretenimiento",
    EVENT_PLAN: "Eventos",
    FINANCE: "Finanzas y bancos",
    GROCERY: "Alimentos y supermercado",
    GOVT: "Servicio público",
    HOTEL: "Hotel y alojamiento",
    HEALTH: "Medicina y salud",
    NONPROFIT: "Organización sin fines de lucro",
    PROF_SERVICES: "Servicios profesionales",
    TRAVEL: "Viajes y transporte",
    RESTAURANT: "Restaurante",
    OTHER: "Otra",
  },
};

export const categoryName = (category, language) => (CATEGORY_NAMES[language] ?? CATEGORY_NAMES.en)[category];

/** @returns {[string, string][]} code and its text, in the person's language */
export function diallingCodes(language) {
  const names = new Intl.DisplayNames([language], { type: "region" });
  return COUNTRIES.map(([code, country]) => [code, `+${code} ${names.of(country)}`]);
}

/** A number typed with its "+…": its dialling code, when it is one of ours. */
export function codeOf(typed) {
  return typed.trim().startsWith("+") ? diallingCodeOf(typed.replace(/\D/g, "")) : null;
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
