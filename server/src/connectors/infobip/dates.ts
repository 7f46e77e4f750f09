/**
 * Infobip's webhook dates: 2019-04-09T16:00:58.647-0300, an offset without a colon, sometimes with one, sometimes none (UTC),
 * sometimes milliseconds since 1970. Date.parse takes only some of these on some engines.
 */
const pattern =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?\s*(?:(Z)|([+-])(\d\d):?(\d\d)?)?$/i;

export function parseDate(value: unknown): Date | null {
  if (typeof value === "number") return Number.isFinite(value) ? new Date(value) : null;
  if (typeof value !== "string") return null;
  const match = pattern.exec(value.trim());
  if (!match) return null;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = "0",
    ,
    sign,
    offsetHours = "0",
    offsetMinutes = "0",
  ] = match;
  const offset = (sign === "-" ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute) - offset,
    Number(second),
    milliseconds,
  );
  return Number.isNaN(at) ? null : new Date(at);
}
