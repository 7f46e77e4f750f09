import { formatPhone } from "../ui/format.ts";

type Named = {
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  email: string | null;
  externalId: string | null;
};

/** What to call a contact: the name, else the phone number, e-mail or external id; null when none is known. */
export function contactName(contact: Named): string | null {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(" ");
  return name || (contact.phone ? formatPhone(contact.phone) : contact.email || contact.externalId);
}

/** One or two letters for the round picture, never half an emoji; empty when no name has a letter. */
export function contactInitials(contact: Pick<Named, "firstName" | "lastName">): string {
  return [contact.firstName, contact.lastName]
    .map((name) => /\p{L}/u.exec(name ?? "")?.[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
