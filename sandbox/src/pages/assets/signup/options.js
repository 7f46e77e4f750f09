/** How the popup hands over its result. The popup's address decides (tests), else what the person chose in this browser. */
const STORED = "sandbox.signup";
const DEFAULTS = { order: "info-first", drop: "" };

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

/** @returns {{order: "info-first" | "code-first", drop: "" | "info" | "code"}} */
export function deliveryOptions() {
  const asked = new URLSearchParams(location.search);
  const stored = storedOptions();
  return { order: asked.get("order") ?? stored.order, drop: asked.get("drop") ?? stored.drop };
}
