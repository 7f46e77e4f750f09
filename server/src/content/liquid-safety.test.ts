/** Whatever people type: no way out of the values they are given, and no endless work. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aContact } from "../../test/contact-values.ts";
import { AbortMessage, compileLiquid, LiquidError, liquidScope, RenderFailure } from "./liquid.ts";
import { compileMessage } from "./render.ts";

const scope = () => liquidScope({ contact: aContact(), properties: {} });

/** The text, or the kind of refusal. Anything else is thrown on. */
function outcome(source: string): string {
  try {
    return compileLiquid(source).render(scope());
  } catch (error) {
    if (error instanceof LiquidError || error instanceof RenderFailure || error instanceof AbortMessage)
      return error.name;
    throw error;
  }
}

const inherited = [
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
];

describe("values", () => {
  it("shows nothing that is not a value's own", () => {
    for (const name of inherited)
      for (const source of [
        `{{ custom_attribute.${name} }}`,
        `{{ custom_attribute.\${${name}} }}`,
        `{{ custom_attribute["${name}"]["${name}"] }}`,
        `{{ custom_attribute.\${orders}.${name} }}`,
        `{{ custom_attribute.\${city}.${name} }}`,
        `{% assign k = '${name}' %}{{ custom_attribute[k] }}`,
        `{{ custom_attribute | property_accessor: '${name}' }}`,
        `{{ '{"a":1}' | json_parse | property_accessor: '${name}' }}`,
        `{{ custom_attribute.\${orders} | map: '${name}' | join: '' }}`,
      ])
        expect([source, outcome(source)]).toEqual([source, ""]);
  });

  it("changes nothing for the next message", () => {
    const contact = aContact();
    const values = liquidScope({ contact, properties: {} });
    const before = JSON.stringify(contact);
    for (const source of [
      "{% assign __proto__ = custom_attribute %}{% assign constructor = 1 %}",
      "{% assign custom_attribute = 1 %}{% increment custom_attribute %}",
      "{{ custom_attribute.${orders} | push: 1 | reverse | sort | join }}",
      "{% capture hasOwnProperty %}x{% endcapture %}{{ custom_attribute.${city} }}",
    ])
      compileLiquid(source).render(values);
    expect(JSON.stringify(contact)).toBe(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.hasOwn({}, "city")).toBe(false);
  });
});

describe("work", () => {
  it.each([
    ["a long loop", "{% for i in (1..100000000) %}x{% endfor %}"],
    ["loops in loops", `${"{% for i in (1..900) %}".repeat(4)}x${"{% endfor %}".repeat(4)}`],
    [
      "a text that doubles",
      "{% assign s = 'xxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
    ],
    [
      "a captured text that doubles",
      "{% assign s = 'xxxxxxxx' %}{% for i in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s }}",
    ],
    ["a text that is too long", "{% for i in (1..9000) %}abcdefgh{% endfor %}"],
    ["a wide number", "{{ 'now' | date: '%999999999d' }}"],
    [
      "hashes of hashes",
      "{% for i in (1..5000) %}{% for j in (1..5000) %}{{ 'x' | sha2 }}{% endfor %}{% endfor %}",
    ],
  ])("ends: %s", (_label, source) => {
    const start = performance.now();
    expect(outcome(source)).toBe("RenderFailure");
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("ends for tags nested as deep as a text can hold", () => {
    const depth = 450;
    const nested = `${"{%if 1%}".repeat(depth)}x${"{%endif%}".repeat(depth)}`;
    expect(["x", "RenderFailure", "LiquidError"]).toContain(outcome(nested));
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    "{{",
    "}}",
    "{%",
    "%}",
    "${",
    "}",
    "{{${first_name}}}",
    "{{custom_attribute.${city}}}",
    "| default: 'x'",
    "{% if",
    "{% endif %}",
    "{% for i in (1..3) %}",
    "{% endfor %}",
    "{% raw %}",
    "{% endraw %}",
    "'",
    '"',
    "\n",
    " ",
    "[",
    "]",
    ".",
    "..",
    "(",
    ")",
    "-",
    "\uE000",
    "{% assign a = ",
    "{% comment %}",
    "{% endcomment %}",
    "constructor",
    "| split: '' | join: ','",
    "{%- abort_message('x') -%}",
  ),
  fc.string({ maxLength: 8 }),
);

describe("any text", () => {
  it("renders or is refused in words, with a place inside the text", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = pieces.join("");
        try {
          const text = compileLiquid(source, "f").render(scope());
          expect(typeof text).toBe("string");
        } catch (error) {
          if (error instanceof AbortMessage || error instanceof RenderFailure) return;
          if (!(error instanceof LiquidError)) throw error;
          const lines = source.split("\n");
          expect(error.line).toBeGreaterThanOrEqual(1);
          expect(error.line).toBeLessThanOrEqual(lines.length);
          expect(error.column).toBeGreaterThanOrEqual(1);
          expect(error.column).toBeLessThanOrEqual((lines[error.line - 1] ?? "").length + 1);
          expect(error.reason.length).toBeGreaterThan(5);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("never sees a contact's values as code", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const values = liquidScope({ contact: aContact({ firstName: value }), properties: {} });
        expect(compileLiquid("{{${first_name}}}").render(values)).toBe(value);
      }),
    );
  });
});

describe("a message of very many texts", () => {
  const contacts = (count: number, text: string) => ({
    kind: "contacts" as const,
    contacts: Array.from({ length: count }, () => ({ name: { formatted: text, first: "x" } })),
  });
  const render = (count: number, text: string) => {
    const started = performance.now();
    const result = compileMessage(contacts(count, text)).render({ contact: aContact(), properties: {} });
    return { result, ms: performance.now() - started };
  };

  it("does no more work than one text may", () => {
    const { result, ms } = render(250, "{% for i in (1..9000) %}{% assign x = i %}{% endfor %}A");
    expect(result).toMatchObject({ ok: false, code: "liquid_error" });
    expect(ms).toBeLessThan(3000);
  });

  it("makes no more than a message's worth of text", () => {
    const { result } = render(250, `{% for i in (1..90) %}{{ '${"x".repeat(160)}' }}{% endfor %}`);
    expect(result).toMatchObject({ ok: false, code: "liquid_error" });
  });

  it("is sent when each is small", () => {
    expect(render(200, "{{${first_name}}}").result).toMatchObject({ ok: true });
  });
});
