import { useMemo } from "react";
import { useFormat } from "../ui/format.ts";
import { countryCodes } from "../util/countries.ts";

/** Every country, named and sorted in the reader's language; the code stays visible because files and filters use it. */
export function useCountryOptions(): { value: string; label: string }[] {
  const format = useFormat();
  return useMemo(
    () =>
      countryCodes
        .map((value) => ({ value, label: `${format.country(value)} (${value})` }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [format],
  );
}
