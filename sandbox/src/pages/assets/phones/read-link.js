/**
 * A click-to-chat link: `https://wa.me/<digits>?text=…`, or the older `api.whatsapp.com/send?phone=…&text=…`.
 *
 * @param {string} written
 * @returns {{number: string, text: string} | null}
 */
export function readLink(written) {
  const url = URL.parse(written.trim());
  if (!url) return null;
  const text = url.searchParams.get("text") ?? "";
  const digits =
    url.hostname === "wa.me"
      ? url.pathname.slice(1)
      : url.hostname === "api.whatsapp.com" && url.pathname === "/send"
        ? (url.searchParams.get("phone") ?? "")
        : "";
  const number = digits.replace(/\D/g, "");
  return number.length >= 7 ? { number, text } : null;
}
