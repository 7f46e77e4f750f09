/** Meta's JavaScript SDK: loaded once from the address the server names, used for one call. */

type LoginAnswer = { authResponse: { code?: string } | null; status?: string };

export type FacebookSdk = {
  init: (options: { appId: string; autoLogAppEvents: boolean; xfbml: boolean; version: string }) => void;
  login: (callback: (answer: LoginAnswer) => void, options: Record<string, unknown>) => void;
};

declare global {
  interface Window {
    FB?: FacebookSdk;
    fbAsyncInit?: () => void;
  }
}

const loads = new Map<string, Promise<FacebookSdk>>();
const timeoutMs = 20_000;

/** Rejects when the script cannot be loaded (offline, or held back by an extension); the next call tries again. */
export function loadFacebookSdk(url: string): Promise<FacebookSdk> {
  const known = loads.get(url);
  if (known) return known;
  const load = insertScript(url).catch((error: unknown) => {
    loads.delete(url);
    throw error;
  });
  loads.set(url, load);
  return load;
}

function insertScript(url: string): Promise<FacebookSdk> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const give = () => (window.FB ? resolve(window.FB) : undefined);
    const timer = setTimeout(() => fail("it did not start in time"), timeoutMs);
    const fail = (why: string) => {
      clearTimeout(timer);
      script.remove();
      reject(new Error(`Meta's SDK could not be loaded from ${url}: ${why}`));
    };
    window.fbAsyncInit = () => {
      clearTimeout(timer);
      give();
    };
    script.src = url;
    script.async = true;
    script.onerror = () => fail("the script did not arrive");
    document.head.append(script);
  });
}
