/** A contact as a vCard (RFC 6350), which every address book reads. */
export function contactFile(contact) {
  const name = contact.name ?? {};
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `N:${[name.lastName, name.firstName, name.middleName, name.namePrefix, name.nameSuffix].map((part) => escaped(part ?? "")).join(";")}`,
    `FN:${escaped(name.formattedName ?? name.firstName ?? "")}`,
    ...(contact.phones ?? []).map(({ phone, type }) => `TEL;TYPE=${type ?? "CELL"}:${phone}`),
    ...(contact.emails ?? []).map(({ email }) => `EMAIL:${escaped(email)}`),
    ...(contact.urls ?? []).map(({ url }) => `URL:${url}`),
    ...(contact.org?.company ? [`ORG:${escaped(contact.org.company)}`] : []),
    ...(contact.org?.title ? [`TITLE:${escaped(contact.org.title)}`] : []),
    ...(contact.birthday ? [`BDAY:${contact.birthday}`] : []),
    "END:VCARD",
  ];
  return lines.join("\r\n");
}

const escaped = (text) =>
  String(text)
    .replace(/([\\,;])/g, "\\$1")
    .replace(/\r?\n/g, "\\n");
