import { describe, expect, it } from "vitest";
import { isTrustedOrigin, parseSessionInfo } from "./session-info.ts";

describe("isTrustedOrigin", () => {
  const allowed = ["http://localhost:4710"];
  it.each([
    ["https://www.facebook.com", true],
    ["https://facebook.com", true],
    ["https://business.facebook.com", true],
    ["http://www.facebook.com", false],
    ["https://evilfacebook.com", false],
    ["https://facebook.com.evil.example", false],
    ["http://localhost:4710", true],
    ["http://localhost:4711", false],
    ["null", false],
  ])("%s → %s", (origin, trusted) => {
    expect(isTrustedOrigin(origin, allowed)).toBe(trusted);
  });
});

describe("parseSessionInfo", () => {
  const message = (event: string, data: object) =>
    JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", event, version: "3", data });

  it.each([
    [
      "finished with all ids",
      message("FINISH", { phone_number_id: "1", waba_id: "2", business_id: "3" }),
      { kind: "finished", ids: { phoneNumberId: "1", wabaId: "2", businessId: "3" } },
    ],
    [
      "finished without a number",
      message("FINISH_ONLY_WABA", { waba_id: "2", business_id: "3" }),
      { kind: "no_number" },
    ],
    [
      "finished with a number of the WhatsApp Business app",
      message("FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", { waba_id: "2" }),
      { kind: "finished", ids: { phoneNumberId: undefined, wabaId: "2", businessId: undefined } },
    ],
    [
      "left at a step",
      message("CANCEL", { current_step: "PHONE_NUMBER_SETUP" }),
      { kind: "left", step: "PHONE_NUMBER_SETUP" },
    ],
    [
      "reported an error",
      message("CANCEL", { error_message: "Number is taken", error_code: 524126, session_id: "s" }),
      { kind: "reported", message: "Number is taken", code: "524126" },
    ],
    [
      "error of older versions",
      message("ERROR", { error_message: "No" }),
      { kind: "reported", message: "No", code: null },
    ],
    ["an unknown event", message("SOMETHING", {}), null],
    ["another frame's JSON", JSON.stringify({ type: "xd" }), null],
    ["not JSON", "cb=f123&domain=localhost", null],
    ["not even text", { type: "WA_EMBEDDED_SIGNUP", event: "FINISH" }, null],
  ])("%s", (_label, data, expected) => {
    expect(parseSessionInfo(data)).toEqual(expected);
  });
});
