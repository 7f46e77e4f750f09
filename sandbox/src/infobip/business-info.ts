/** `/whatsapp/1/senders/{sender}/business-info`: what people see about the business, and its picture. */
import type { FastifyInstance } from "fastify";
import { request } from "undici";
import { asString, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Sender } from "../types.ts";
import { badRequest, type Call, endpoint, pathSender } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";
import { imageSize } from "./image-size.ts";
import { checkOptionalSize, isUrl } from "./send-common.ts";

const BUSINESS_INFO = "/whatsapp/1/senders/:sender/business-info";
const SIZES = { about: 130, address: 256, description: 512, email: 128, logoUrl: 2048 } as const;
const VERTICALS = [
  "AUTOMOTIVE",
  "BEAUTY_AND_SPA_AND_SALON",
  "CLOTHING_AND_APPAREL",
  "EDUCATION",
  "ENTERTAINMENT",
  "EVENT_PLANNING_AND_SERVICE",
  "FINANCE_AND_BANKING",
  "FOOD_AND_GROCERY",
  "PUBLIC_SERVICE",
  "HOTEL_AND_LODGING",
  "MEDICAL_AND_HEALTH",
  "NON_PROFIT",
  "PROFESSIONAL_SERVICES",
  "SHOPPING_AND_RETAIL",
  "TRAVEL_AND_TRANSPORTATION",
  "RESTAURANT",
  "OTHER",
];
const LOGO_MIN_PX = 192;
const LOGO_MAX_PX = 640;

export function registerBusinessInfo(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, `GET ${BUSINESS_INFO}`, (call) => present(pathSender(sandbox, call)));
  endpoint(app, `PATCH ${BUSINESS_INFO}`, (call) => change(sandbox, call));
  endpoint(app, `GET ${BUSINESS_INFO}/logo`, (call) => {
    const { logo } = pathSender(sandbox, call);
    if (!logo) throw new InfobipError(404);
    return call.reply.type(logo.contentType).send(Buffer.from(logo.base64, "base64"));
  });
}

function present({ businessInfo, displayName }: Sender): Json {
  return { ...businessInfo, displayName };
}

/** `displayName` is WhatsApp's to decide; it is not changed here. */
async function change(sandbox: Sandbox, call: Call): Promise<unknown> {
  const sender = pathSender(sandbox, call);
  const { displayName: _displayName, logoUrl, ...changes } = call.body;
  const violations = fieldViolations(call.body);
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  if (typeof logoUrl === "string" && logoUrl !== "") sender.logo = await fetchLogo(logoUrl);
  sender.businessInfo = { ...sender.businessInfo, ...changes };
  sandbox.state.onChange();
  return call.reply.code(204).send();
}

function fieldViolations(body: Json): Violations {
  const violations: Violations = {};
  for (const [field, size] of Object.entries(SIZES))
    checkOptionalSize(body[field], field, 0, size, violations);
  const { websites, email, vertical, logoUrl } = body;
  if (Array.isArray(websites)) {
    if (websites.length > 2) violations.websites = ["size must be between 0 and 2"];
    websites.forEach((site, i) => {
      checkOptionalSize(site, `websites[${i}]`, 0, 256, violations);
    });
  }
  if (typeof email === "string" && email !== "" && !/^\S+@\S+\.\S+$/.test(email))
    violations.email = ["must be a well-formed email address"];
  if (vertical !== undefined && !VERTICALS.includes(asString(vertical) ?? ""))
    violations.vertical = [`must be one of ${VERTICALS.join(", ")}`];
  if (logoUrl !== undefined && logoUrl !== "" && !isUrl(logoUrl)) violations.logoUrl = ["is not a valid url"];
  return violations;
}

async function fetchLogo(url: string): Promise<NonNullable<Sender["logo"]>> {
  const file = await request(url, { headersTimeout: 5000, bodyTimeout: 5000 }).catch(() => null);
  if (file?.statusCode !== 200) throw badRequest({ logoUrl: ["logo download failed"] });
  const bytes = Buffer.from(await file.body.arrayBuffer());
  const size = imageSize(bytes);
  if (!size) throw badRequest({ logoUrl: ["logo type is not supported, use JPEG or PNG"] });
  if ([size.width, size.height].some((side) => side < LOGO_MIN_PX || side > LOGO_MAX_PX))
    throw badRequest({ logoUrl: [`logo size must be between ${LOGO_MIN_PX} and ${LOGO_MAX_PX} pixels`] });
  return { contentType: size.contentType, base64: bytes.toString("base64") };
}
