/*
 * Stand-in for Meta's JavaScript SDK: the calls an Embedded Signup page makes, against the sandbox this file came from.
 *
 * FB.login opens the popup; the popup posts the session info (WA_EMBEDDED_SIGNUP) straight to the opener, and the code
 * to this script as a query string, as Meta's own popup does. Either may come first. Options for tests travel as query of
 * this script's address (see signup/options.js): `order=code-first`, `drop=code|info`, `outcome=finish|cancel:PERMISSIONS|close` …
 */
(() => {
  const script = document.currentScript;
  if (window.FB || !script) return;
  const source = new URL(script.src);
  const CLOSED_POLL_MS = 250;
  /** A closed popup may have its last message still on the way. */
  const CLOSE_GRACE_MS = 400;
  /** @type {{appId: string, version: string} | null} */
  let settings = null;

  /** @param {{appId: string, version?: string}} options */
  function init(options) {
    if (!options?.appId) console.error("FB.init: appId is missing. Pass the id of your Meta app.");
    if (!options?.version)
      console.error('FB.init: version is missing. Pass a Graph version such as "v25.0".');
    settings = { appId: String(options?.appId ?? ""), version: options?.version ?? "" };
  }

  /**
   * @param {(response: {authResponse: {code: string} | null, status: string}) => void} callback
   * @param {Record<string, unknown>} options config_id, response_type, override_default_response_type, extras
   */
  function login(callback, options = {}) {
    if (!settings) {
      console.error("FB.login() called before FB.init(). Call FB.init({ appId, version }) first.");
      return;
    }
    const channel = `f${Math.random().toString(16).slice(2)}`;
    const popup = window.open(dialogAddress(channel, options), channel, windowFeatures());
    if (!popup) {
      console.error("FB.login: the browser blocked the popup. Call FB.login directly from a click.");
      callback({ authResponse: null, status: "unknown" });
      return;
    }
    waitForCode(channel, popup, callback);
  }

  function dialogAddress(channel, options) {
    const address = new URL("/meta/dialog/oauth", source.origin);
    const query = {
      client_id: settings.appId,
      version: settings.version,
      display: "popup",
      origin: window.location.origin,
      cb: channel,
      config_id: options.config_id,
      response_type: options.response_type,
      override_default_response_type: options.override_default_response_type,
      extras: options.extras && JSON.stringify(options.extras),
      ...Object.fromEntries(source.searchParams),
    };
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null && value !== "")
        address.searchParams.set(name, String(value));
    }
    return address.href;
  }

  function windowFeatures() {
    const left = Math.max(0, window.screenX + (window.outerWidth - 600) / 2);
    const top = Math.max(0, window.screenY + (window.outerHeight - 800) / 2);
    return `popup=1,width=600,height=800,left=${Math.round(left)},top=${Math.round(top)}`;
  }

  /** Calls back exactly once: with the code, or with none when the popup closed without one. */
  function waitForCode(channel, popup, callback) {
    let answered = false;
    const answer = (response) => {
      if (answered) return;
      answered = true;
      window.removeEventListener("message", onMessage);
      clearInterval(poll);
      callback(response);
    };
    const onMessage = (event) => {
      if (event.origin !== source.origin || typeof event.data !== "string") return;
      const fields = new URLSearchParams(event.data);
      if (fields.get("cb") === channel) answer(responseFor(fields.get("code")));
    };
    const poll = setInterval(() => {
      if (!popup.closed) return;
      clearInterval(poll);
      setTimeout(() => answer(responseFor(null)), CLOSE_GRACE_MS);
    }, CLOSED_POLL_MS);
    window.addEventListener("message", onMessage);
  }

  function responseFor(code) {
    if (!code) return { authResponse: null, status: "unknown" };
    return { authResponse: { code, userID: null, expiresIn: null }, status: "connected" };
  }

  const nothing = () => {};
  window.FB = {
    init,
    login,
    logout: (callback) => callback?.({ authResponse: null, status: "unknown" }),
    getLoginStatus: (callback) => callback?.({ authResponse: null, status: "unknown" }),
    AppEvents: { logEvent: nothing, logPageView: nothing, activateApp: nothing },
    Event: { subscribe: nothing, unsubscribe: nothing },
    XFBML: { parse: nothing },
  };
  // Meta's SDK calls it after its own script has run, never inside it.
  setTimeout(() => window.fbAsyncInit?.(), 0);
})();
