/**
 * How the popup hands over its result, and whether it runs by itself. The popup's address decides (tests), then what the control
 * API said (`/control/meta/signup`), then what the person chose in this browser.
 */
const STORED = "sandbox.signup";
const DEFAULTS = { order: "info-first", drop: "", code: "fresh", junk: "on" };
let scripted = {};

/** What the control API asks of this popup. */
export function useScript(script) {
  scripted = script ?? {};
}

export function storedOptions() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(STORED) ?? "{}") };
  } catch {
    return DEFAULTS;
  }
}

export function storeOptions(options) {
  localStorage.setItem(STORED, JSON.stringify(options));
}

const NAMES = ["outcome", "order", "drop", "code", "junk", "gap", "delay", "number", "business", "waba"];

/**
 * @returns {{order: "info-first" | "code-first", drop: "" | "info" | "code", code: "fresh" | "expired", junk: "on" | "off",
 *   gap?: string, delay?: string, outcome?: string, number?: string, business?: string, waba?: string}}
 */
export function deliveryOptions() {
  const asked = new URLSearchParams(location.search);
  const address = Object.fromEntries(
    NAMES.filter((name) => asked.has(name)).map((name) => [name, asked.get(name)]),
  );
  return { ...storedOptions(), ...scripted, ...address };
}
