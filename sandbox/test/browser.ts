/** A Chromium from npm for the page tests, and the page that would open the sign-up popup. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

const FLAGS = [
  "--headless=shell",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: FLAGS, headless: true });
}

export interface Opener {
  url: string;
  close(): Promise<void>;
}

/** A page on another origin than the sandbox, as a connector's is; what it hears is in `window.heard`. */
export async function startOpener(sdkUrl: string, appId: string, configId: string): Promise<Opener> {
  const login = {
    config_id: configId,
    response_type: "code",
    override_default_response_type: true,
    extras: {},
  };
  const html = `<!doctype html><title>Opener</title>
<script>
window.heard = [];
addEventListener("message", (event) => {
  if (event.data.startsWith("{")) heard.push({ origin: event.origin, info: JSON.parse(event.data) });
});
window.fbAsyncInit = () => {
  FB.init({ appId: "${appId}", autoLogAppEvents: true, xfbml: true, version: "v25.0" });
  document.querySelector("button").disabled = false;
};
</script>
<script async crossorigin="anonymous" src="${sdkUrl}"></script>
<button disabled onclick='FB.login((response) => heard.push({ response }), ${JSON.stringify(login)})'>Sign up</button>`;
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8").end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
}
