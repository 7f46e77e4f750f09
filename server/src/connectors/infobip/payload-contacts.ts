/** A contact card. Pure. Infobip takes only its own words for the types of numbers and addresses: others are left out. */
import type { ContactCard } from "../connector.ts";

const phoneTypes = new Set(["CELL", "MAIN", "IPHONE", "HOME", "WORK"]);
const placeTypes = new Set(["HOME", "WORK"]);

export function contactContent(card: ContactCard) {
  const { name, phones, emails, urls, addresses, organization, birthday } = card;
  return {
    name: {
      formattedName: name.formatted,
      firstName: name.first,
      ...given({
        lastName: name.last,
        middleName: name.middle,
        namePrefix: name.prefix,
        nameSuffix: name.suffix,
      }),
    },
    ...many("phones", phones, ({ phone, type, waId }) => ({
      phone,
      ...given({ type: knownType(type, phoneTypes), waId }),
    })),
    ...many("emails", emails, ({ email, type }) => ({
      email,
      ...given({ type: knownType(type, placeTypes) }),
    })),
    ...many("urls", urls, ({ url, type }) => ({ url, ...given({ type: knownType(type, placeTypes) }) })),
    ...many("addresses", addresses, ({ type, ...place }) =>
      given({ ...place, type: knownType(type, placeTypes) }),
    ),
    ...(organization ? { org: given({ ...organization }) } : {}),
    ...given({ birthday }),
  };
}

function knownType(type: string | undefined, known: ReadonlySet<string>): string | undefined {
  const upper = type?.toUpperCase();
  return upper && known.has(upper) ? upper : undefined;
}

/** Only what has a value. */
function given(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

function many<T>(name: string, values: readonly T[] | undefined, content: (value: T) => object): object {
  return values?.length ? { [name]: values.map(content) } : {};
}
