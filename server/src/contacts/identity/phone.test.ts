import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalPhone, internationalPhone, type Phone, phoneSpellings } from "./phone.ts";
import { phoneFacts } from "./phone-country.ts";

const cases: [label: string, raw: string, country: string, expected: string | null][] = [
  ["Brazilian mobile, national", "(11) 99999-8888", "BR", "+5511999998888"],
  ["Brazilian mobile without the ninth digit", "11 9999-8888", "BR", "+5511999998888"],
  ["Brazilian mobile with trunk zero", "011 99999-8888", "BR", "+5511999998888"],
  ["Brazilian mobile, country code without plus", "5511999998888", "BR", "+5511999998888"],
  ["Brazilian mobile written for another country", "5511999998888", "US", "+5511999998888"],
  ["Brazilian fixed line keeps eight digits", "+55 11 3333-4444", "BR", "+551133334444"],
  ["Brazilian number without area code", "99999-8888", "BR", null],
  ["Brazilian number, one digit too many", "+55119999988881", "BR", null],
  ["international prefix 00", "0055 11 99999-8888", "PT", "+5511999998888"],
  ["Mexico with the old 1", "+521 55 1234 5678", "MX", "+525512345678"],
  ["Mexico without", "55 1234 5678", "MX", "+525512345678"],
  ["Mexico with 1 and no plus, elsewhere", "5215512345678", "BR", "+525512345678"],
  ["Argentina with 9", "+54 9 11 2345-6789", "AR", "+5491123456789"],
  ["Argentina without 9", "+54 11 2345-6789", "AR", "+5491123456789"],
  ["Argentina with 15", "11 15 2345-6789", "AR", "+5491123456789"],
  ["Portugal", "912 345 678", "PT", "+351912345678"],
  ["United States", "(415) 555-0123", "US", "+14155550123"],
  ["words", "call me", "BR", null],
  ["an e-mail", "a1234567@b", "BR", null],
  ["empty", "", "BR", null],
  ["too short", "+55 1", "BR", null],
];

describe("canonicalPhone", () => {
  it.each(cases)("%s", (_label, raw, country, expected) => {
    expect(canonicalPhone(raw, country)).toBe(expected);
  });
});

describe("phoneSpellings", () => {
  it("has all spellings of one line, the canonical one first", () => {
    const spellings = (raw: string) => phoneSpellings(canonicalPhone(raw, "BR") as never);
    expect(spellings("+5511999998888")).toEqual(["+5511999998888", "+551199998888"]);
    expect(spellings("+525512345678")).toEqual(["+525512345678", "+5215512345678"]);
    expect(spellings("+541123456789")).toEqual(["+5491123456789", "+541123456789"]);
    expect(spellings("+351912345678")).toEqual(["+351912345678"]);
    expect(spellings("+551133334444")).toEqual(["+551133334444"]);
  });

  it("leads back to the same canonical form from every spelling", () => {
    const prefix = fc.constantFrom("+55", "+52", "+521", "+54", "+549", "+351", "+1", "+44");
    const digits = fc.stringMatching(/^[1-9]\d{7,10}$/);
    fc.assert(
      fc.property(prefix, digits, (start, rest) => {
        const phone = internationalPhone(start + rest);
        if (!phone) return;
        for (const spelling of phoneSpellings(phone)) expect(internationalPhone(spelling)).toBe(phone);
      }),
      { numRuns: 500 },
    );
  });
});

describe("every way to write one line", () => {
  const area = fc.constantFrom("11", "21", "55", "85", "99");
  const mobile = fc.stringMatching(/^[6-9]\d{7}$/);
  const ways: [label: string, lines: fc.Arbitrary<string[]>][] = [
    [
      "Brazilian mobiles, with and without the ninth digit",
      fc
        .tuple(area, mobile)
        .map(([ddd, line]) => [
          `+55${ddd}9${line}`,
          `+55${ddd}${line}`,
          `55${ddd}${line}`,
          `0055${ddd}9${line}`,
          `(${ddd}) 9${line.slice(0, 4)}-${line.slice(4)}`,
          `0${ddd} ${line}`,
        ]),
    ],
    [
      "Brazilian fixed lines, which never get a ninth digit",
      fc
        .tuple(area, fc.stringMatching(/^[2-5]\d{7}$/))
        .map(([ddd, line]) => [
          `+55${ddd}${line}`,
          `55${ddd}${line}`,
          `(${ddd}) ${line.slice(0, 4)}-${line.slice(4)}`,
        ]),
    ],
    [
      "Mexican numbers, with and without the 1",
      fc
        .stringMatching(/^[2-9]\d{9}$/)
        .map((line) => [`+52${line}`, `+521${line}`, `521${line}`, `00521${line}`]),
    ],
    [
      "Argentine numbers, with and without the 9",
      fc
        .stringMatching(/^(11|2[29]1)\d{7}$/)
        .map((line) => line.padEnd(10, "4"))
        .map((line) => [`+54${line}`, `+549${line}`, `549${line}`]),
    ],
  ];
  it.each(ways)("leads to one identity: %s", (_label, lines) => {
    fc.assert(
      fc.property(lines, (spellings) => {
        const [canonical] = spellings.map((raw) => canonicalPhone(raw, "BR"));
        expect(canonical).not.toBeNull();
        for (const raw of spellings) {
          expect(canonicalPhone(raw, "BR"), raw).toBe(canonical);
          // As providers report it, in receipts and inbound messages: country code and digits.
          if (/^\+?(52|54|55)\d/.test(raw)) expect(internationalPhone(raw), raw).toBe(canonical);
        }
        for (const spelling of phoneSpellings(canonical as Phone))
          expect(internationalPhone(spelling)).toBe(canonical);
      }),
      { numRuns: 200 },
    );
  });

  it("tells the country, and lines that cannot be", () => {
    const facts = (raw: string) => phoneFacts(internationalPhone(raw) as Phone);
    expect(facts("+5511988887777")).toEqual({ country: "BR", valid: true });
    expect(facts("+5523988887777")).toEqual({ country: "BR", valid: false });
    expect(facts("+5215512345678")).toEqual({ country: "MX", valid: true });
    expect(facts("+541123456789")).toEqual({ country: "AR", valid: true });
    expect(facts("+351912345678")).toEqual({ country: "PT", valid: true });
    expect(facts("+12025550123")).toEqual({ country: "US", valid: true });
  });
});
