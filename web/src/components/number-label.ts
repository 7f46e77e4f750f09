import { formatPhone } from "../ui/format.ts";

/** How a sending number reads in lists and sentences: "Loja Aurora · +55 11 94040-1234". */
export function numberLabel(group: { phone: string; displayName: string | null }): string {
  const phone = formatPhone(group.phone);
  return group.displayName ? `${group.displayName} · ${phone}` : phone;
}
