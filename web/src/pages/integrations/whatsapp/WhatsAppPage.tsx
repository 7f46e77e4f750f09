export function WhatsAppPage() {
  return null;
}
