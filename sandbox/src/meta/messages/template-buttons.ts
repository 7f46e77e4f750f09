/** The buttons of a template message: data by index in, data in the registered order out. */
import { asArray, asObject, asString, asText, type Json } from "../../json.ts";
import type { TemplateButton } from "../../types.ts";
import { catalogued } from "../errors.ts";
import { compact } from "./fields.ts";
import { productSections } from "./interactive.ts";
import { checkedText } from "./template-values.ts";

const SUB_TYPES: Record<string, string> = {
  QUICK_REPLY: "quick_reply",
  URL: "url",
  COPY_CODE: "copy_code",
  FLOW: "flow",
  CATALOG: "catalog",
  MULTI_PRODUCT: "mpm",
  VOICE_CALL: "voice_call",
};

export function readButtons(registered: TemplateButton[], given: Json[]): Json[] | undefined {
  for (const one of given) checkButton(registered, one);
  const payloads = given.some(({ sub_type }) => lower(sub_type) === "quick_reply");
  const buttons = registered.flatMap((button, index) => {
    const component = given.find((one) => Number(one.index) === index);
    const data = buttonData(button, asObject(asArray(component?.parameters)[0]), index, payloads);
    return data ? [compact({ type: button.type, ...data })] : [];
  });
  return buttons.length > 0 ? buttons : undefined;
}

function checkButton(registered: TemplateButton[], { sub_type, index }: Json): void {
  const button = registered[Number(index)];
  if (index === undefined || !button)
    throw catalogued(132018, `buttons: the template has no button at index ${asText(index) ?? "(none)"}`);
  if (SUB_TYPES[button.type] !== lower(sub_type)) {
    throw catalogued(
      132018,
      `buttons: Button at index ${asText(index)} of type ${button.type} got parameters of sub_type ${lower(sub_type)}`,
    );
  }
}

/** What the button's data are, null when it takes none. */
function buttonData(button: TemplateButton, parameter: Json, index: number, payloads: boolean): Json | null {
  switch (button.type) {
    case "QUICK_REPLY": {
      const payload = asText(parameter.payload);
      if (payload && payload.length > 256)
        throw catalogued(132018, `buttons: the payload at index ${index} is longer than 256 characters`);
      return payloads ? { parameter: payload ?? button.text } : null;
    }
    case "URL":
      if (!(button.url ?? "").includes("{{")) return null;
      return { parameter: dynamic(parameter.text, button, index) };
    case "COPY_CODE":
      return { parameter: dynamic(parameter.coupon_code, button, index, 20) };
    case "FLOW": {
      const action = asObject(parameter.action);
      return compact({
        flowToken: asString(action.flow_token) ?? "unused",
        flowActionData: action.flow_action_data,
      });
    }
    case "CATALOG":
      return compact({
        thumbnailProductRetailerId: asObject(parameter.action).thumbnail_product_retailer_id,
      });
    case "MULTI_PRODUCT": {
      const action = asObject(parameter.action);
      if (!asString(action.thumbnail_product_retailer_id))
        throw catalogued(
          132018,
          `buttons: Button at index ${index} of type MPM requires thumbnail_product_retailer_id`,
        );
      return {
        thumbnailProductRetailerId: action.thumbnail_product_retailer_id,
        sections: productSections(action, "action"),
      };
    }
    default:
      return null;
  }
}

function dynamic(value: unknown, button: TemplateButton, index: number, max = 2000): string {
  if (asText(value) === undefined)
    throw catalogued(
      131008,
      `buttons: Button at index ${index} of type ${titled(button.type)} requires a parameter`,
    );
  const text = checkedText(asText(value), `button ${index}`);
  const limit = (button.url ?? "").includes("otp_type=") ? 15 : max;
  if (text.length > limit)
    throw catalogued(132018, `buttons: the parameter at index ${index} is longer than ${limit} characters`);
  return text;
}

function titled(type: string): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}

function lower(value: unknown): string {
  return asString(value)?.toLowerCase() ?? "";
}
