/** Addresses that people scan and tap. Pure. */

/** Opens WhatsApp with a chat to the number and the text in it. */
export function whatsAppAddress(phone: string, text: string): string {
  return `https://wa.me/${phone.replace(/\D/g, "")}?text=${encodeURIComponent(text)}`;
}

/** Counts the scan, then leads to WhatsApp. */
export function scanAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/opt-in/go/${token}`;
}

export function formAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/opt-in/${token}`;
}
