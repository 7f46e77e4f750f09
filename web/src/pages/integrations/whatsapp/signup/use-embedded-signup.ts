import { useCallback, useEffect, useRef, useState } from "react";
import type { SignupConfig } from "../../../../api/types.ts";
import { type FacebookSdk, loadFacebookSdk } from "./facebook-sdk.ts";
import { type Collector, createCollector, type SignupOutcome } from "./outcome.ts";
import { isTrustedOrigin, parseSessionInfo } from "./session-info.ts";

export type SignupState = "loading" | "ready" | "unavailable" | "open";

/** Options of FB.login for Embedded Signup v4: the products are chosen by the configuration, not here. */
function loginOptions(config: SignupConfig): Record<string, unknown> {
  return {
    config_id: config.configId,
    response_type: "code",
    override_default_response_type: true,
    extras: {
      setup: config.solutionId ? { solutionID: config.solutionId } : {},
      featureType: "",
      sessionInfoVersion: "3",
    },
  };
}

/**
 * Embedded Signup in a popup. `open` must be called straight from a click, or the browser blocks the popup; that is why the SDK
 * is loaded beforehand.
 */
export function useEmbeddedSignup(config: SignupConfig, onOutcome: (outcome: SignupOutcome) => void) {
  const [state, setState] = useState<SignupState>("loading");
  const sdk = useRef<FacebookSdk | null>(null);
  const collector = useRef<Collector | null>(null);
  const report = useRef(onOutcome);
  report.current = onOutcome;
  const { appId, sdkUrl, graphVersion, allowedOrigins, configured } = config;

  const load = useCallback(() => {
    if (!configured || !appId) return;
    setState("loading");
    loadFacebookSdk(sdkUrl).then(
      (loaded) => {
        loaded.init({ appId, autoLogAppEvents: true, xfbml: true, version: graphVersion });
        sdk.current = loaded;
        setState("ready");
      },
      () => setState("unavailable"),
    );
  }, [configured, appId, sdkUrl, graphVersion]);
  useEffect(load, [load]);

  useEffect(() => {
    const listen = (event: MessageEvent) => {
      if (!isTrustedOrigin(event.origin, allowedOrigins)) return;
      const info = parseSessionInfo(event.data);
      if (info) collector.current?.info(info);
    };
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  }, [allowedOrigins]);
  useEffect(() => () => collector.current?.cancel(), []);

  const open = () => {
    if (!sdk.current) return;
    collector.current?.cancel();
    const current = createCollector((outcome) => {
      setState("ready");
      report.current(outcome);
    });
    collector.current = current;
    setState("open");
    sdk.current.login((answer) => current.answer(answer.authResponse?.code ?? null), loginOptions(config));
  };
  return { state, open, reload: load };
}
