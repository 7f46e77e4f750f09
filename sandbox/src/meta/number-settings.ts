/** What can be read and changed about a number: PIN, name, override, profile, settings, encryption key, username, automation. */
import { asArray, asObject, asString, asText, isObject, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { callNumber, type GraphCall, MANAGEMENT, type Route, success } from "./call.ts";
import { catalogued, GraphError, invalidParameter } from "./errors.ts";
import { changePin } from "./number-register.ts";
import type { MetaNumber } from "./store.ts";
import { overrideNumber } from "./subscriptions.ts";
import { publishNameDecision } from "./webhooks/fields.ts";

const NAME_REVIEW_MS = 4000;

export function registerNumberSettings(route: Route, sandbox: Sandbox): void {
  const profile = "/:id/whatsapp_business_profile";
  route("GET", profile, (call) => ({
    data: [readProfile(callNumber(sandbox, call), asText(call.input.fields))],
  }));
  route("POST", profile, (call) => writeProfile(sandbox, call), MANAGEMENT);
  for (const name of ["settings", "whatsapp_commerce_settings", "conversational_automation"]) {
    route("GET", `/:id/${name}`, (call) => readSettings(callNumber(sandbox, call), name));
    route("POST", `/:id/${name}`, (call) => writeSettings(sandbox, call, name), MANAGEMENT);
  }
  const encryption = "/:id/whatsapp_business_encryption";
  route("GET", encryption, (call) => ({ data: publicKey(callNumber(sandbox, call)) }));
  route("POST", encryption, (call) => writeKey(sandbox, call));
  const username = "/:id/username";
  route("GET", username, (call) => readUsername(callNumber(sandbox, call)));
  route("POST", username, (call) => writeUsername(sandbox, call));
  route("DELETE", username, (call) => {
    callNumber(sandbox, call).username = null;
    return success(sandbox);
  });
}

/** `POST /{PHONE}`: `pin`, `new_display_name` or `webhook_configuration`. */
export async function changeNumber(sandbox: Sandbox, call: GraphCall): Promise<unknown> {
  const number = callNumber(sandbox, call);
  const { pin, new_display_name: name, webhook_configuration: configuration } = call.input;
  if (pin !== undefined) changePin(sandbox, number, asText(pin) ?? "");
  if (asString(name)) renameNumber(sandbox, number, asString(name) ?? "");
  if (configuration !== undefined) await overrideNumber(sandbox, call, number, parsed(configuration));
  return success(sandbox);
}

/** Objects may come as JSON text in a form. */
function parsed(value: unknown): Json {
  if (isObject(value)) return value;
  try {
    return asObject(JSON.parse(asString(value) ?? "{}"));
  } catch {
    throw invalidParameter("A parameter is not valid JSON.");
  }
}

/** A new display name is reviewed; names with a brand of Meta, or with `reject` in them, are refused. */
function renameNumber(sandbox: Sandbox, number: MetaNumber, name: string): void {
  if (number.newName?.status === "PENDING_REVIEW")
    throw catalogued(100, "A change of the name is being reviewed already.");
  number.newName = { name, status: "PENDING_REVIEW" };
  sandbox.tasks.add(Date.now() + NAME_REVIEW_MS * sandbox.state.settings.timeScale, () => {
    if (number.newName?.name !== name) return;
    decideName(sandbox, number, !/whatsapp|facebook|\bmeta\b|reject|recusar/i.test(name));
  });
}

export function decideName(sandbox: Sandbox, number: MetaNumber, approved: boolean): void {
  const name = number.newName?.name ?? number.sender.displayName;
  if (approved) {
    number.sender.displayName = name;
    number.newName = null;
    number.nameStatus = "APPROVED";
  } else if (number.newName) number.newName.status = "DECLINED";
  else number.nameStatus = "DECLINED";
  const reason = approved ? null : "NAME_NOT_CONSISTENT_WITH_BUSINESS";
  publishNameDecision(sandbox, number.sender, name, approved ? "APPROVED" : "REJECTED", reason);
  sandbox.state.onChange();
}

const SIZES = { about: 139, address: 256, description: 512, email: 128 } as const;
export const VERTICALS =
  "UNDEFINED OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT PROF_SERVICES RETAIL TRAVEL RESTAURANT NOT_A_BIZ ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS".split(
    " ",
  );

function readProfile(number: MetaNumber, fields: string | undefined): Json {
  const { about, address, description, email, websites } = number.sender.businessInfo;
  const full: Json = {
    messaging_product: "whatsapp",
    about,
    address,
    description,
    email,
    websites,
    vertical: number.sender.category,
    ...number.profile,
  };
  const wanted = fields?.split(",").map((one) => one.trim()) ?? ["about"];
  const present = ([name, value]: [string, unknown]) =>
    value !== undefined && value !== "" && (name === "messaging_product" || wanted.includes(name));
  return Object.fromEntries(Object.entries(full).filter(present));
}

function writeProfile(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const { messaging_product, access_token: _token, ...input } = call.input;
  if (messaging_product !== "whatsapp")
    throw new GraphError(400, 100, "(#100) The parameter messaging_product is required.");
  for (const [field, max] of Object.entries(SIZES)) {
    const value = input[field];
    if (value !== undefined && (typeof value !== "string" || value.length > max))
      throw invalidParameter(`Param ${field} must be a text of at most ${max} characters.`);
  }
  if (input.about === "") throw invalidParameter("Param about must not be empty.");
  if (input.email && !/^\S+@\S+\.\S+$/.test(asString(input.email) ?? ""))
    throw invalidParameter("Param email is not valid.");
  const websites = asArray(input.websites);
  if (websites.length > 2 || websites.some((site) => !/^https?:\/\/.{1,248}$/.test(asString(site) ?? "")))
    throw invalidParameter(
      "Param websites takes at most two addresses of 256 characters that begin with http:// or https://.",
    );
  if (input.vertical !== undefined && !VERTICALS.includes(asString(input.vertical) ?? ""))
    throw invalidParameter(`Param vertical must be one of {${VERTICALS.join(", ")}}.`);
  const { profile_picture_handle: handle, ...rest } = input;
  const known = Object.fromEntries(
    Object.entries(rest).filter(([name]) => name in SIZES || name === "websites" || name === "vertical"),
  );
  Object.assign(
    number.profile,
    known,
    handle ? { profile_picture_url: `${sandbox.url}/assets-media/pedido.png` } : {},
  );
  return success(sandbox);
}

const DEFAULT_SETTINGS: Record<string, Json> = {
  settings: { calling: { status: "DISABLED" }, storage_configuration: { status: "DEFAULT" } },
  whatsapp_commerce_settings: { is_cart_enabled: true, is_catalog_visible: false },
  conversational_automation: { enable_welcome_message: false, prompts: [], commands: [] },
};

function readSettings(number: MetaNumber, name: string): Json {
  const values = { ...DEFAULT_SETTINGS[name], ...asObject(number.settings[name]) };
  if (name === "whatsapp_commerce_settings") return { data: [{ id: number.id, ...values }] };
  return name === "settings" ? values : { conversational_automation: values, id: number.id };
}

function writeSettings(sandbox: Sandbox, call: GraphCall, name: string): unknown {
  const number = callNumber(sandbox, call);
  const { access_token: _token, ...input } = call.input;
  const storage = asObject(input.storage_configuration);
  if (
    storage.status &&
    !["IN_COUNTRY_STORAGE_ENABLED", "NO_STORAGE_ENABLED", "DEFAULT"].includes(asString(storage.status) ?? "")
  )
    throw invalidParameter("Param storage_configuration.status is not valid.");
  if (asArray(input.commands).length > 30)
    throw invalidParameter("Param commands takes at most 30 commands.");
  if (asArray(input.prompts).length > 4) throw invalidParameter("Param prompts takes at most 4 prompts.");
  number.settings[name] = { ...asObject(number.settings[name]), ...input };
  return success(sandbox);
}

function publicKey(number: MetaNumber): Json[] {
  const key = number.sender.publicKey;
  return key ? [{ business_public_key: key, business_public_key_signature_status: "VALID" }] : [];
}

function writeKey(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const key = asString(call.input.business_public_key) ?? "";
  if (!/^-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----\s*$/.test(key.trim()))
    throw invalidParameter("Param business_public_key must be an RSA public key of 2048 bits in PEM form.");
  number.sender.publicKey = key;
  return success(sandbox);
}

function readUsername(number: MetaNumber): Json {
  return number.username ? { username: number.username, status: "approved" } : {};
}

function writeUsername(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const username = asString(call.input.username) ?? "";
  if (!/^[a-z0-9._]{3,35}$/.test(username)) throw invalidParameter("Param username is not valid.");
  if (username.includes("taken"))
    throw new GraphError(400, 147001, "(#147001) The username is not available");
  number.username = username;
  return { ...success(sandbox), username, status: "approved" };
}
