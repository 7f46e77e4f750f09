import { describe, expect, it } from "vitest";
import { aContact } from "../../test/contact-values.ts";
import { AbortMessage, compileLiquid, LiquidError, liquidScope } from "./liquid.ts";

const scope = () =>
  liquidScope({
    contact: aContact(),
    properties: { order: { total: 12.5, items: ["x", "y"] }, "a name": "spaced" },
    campaign: { id: "c1", name: "Natal", dispatchId: "d1" },
  });

const render = (source: string) => compileLiquid(source, "body.1").render(scope());

describe("what the dialect writes", () => {
  it.each([
    ["no Liquid", "Olá", "Olá"],
    ["a dollar sign is a dollar sign", "R$ ${first_name}", "R$ ${first_name}"],
    ["a standard attribute", "{{${first_name}}}", "Ana"],
    ["with spaces", "{{ ${first_name} }}", "Ana"],
    ["with spaces inside", "{{ ${ first_name } | upcase }}", "ANA"],
    ["trimming blanks around", "a {{- ${first_name} -}} b", "aAnab"],
    ["a default for an empty one", "{{${last_name} | default: 'cliente'}}", "cliente"],
    ["a default in double quotes", '{{${last_name} | default: "cliente"}}', "cliente"],
    ["every name of a city", "{{${city}}}/{{${home_city}}}", "Recife/Recife"],
    [
      "ids and numbers",
      "{{${user_id}}} {{${phone_number}}} {{${random_bucket_number}}}",
      "u1 +5511988887777 4242",
    ],
    ["a custom attribute", "{{custom_attribute.${city}}}", "Olinda"],
    ["one with a space in its name", "{{custom_attribute.${favourite colour}}}", "azul"],
    ["one inside another", "{{custom_attribute.${plan}.level}}", "3"],
    ["one inside another, twice marked", "{{custom_attribute.${plan}.${level}}}", "3"],
    ["an element of an array", "{{custom_attribute.${orders}[1].id}}", "9"],
    ["without the mark", "{{ custom_attribute.city }}", "Olinda"],
    ["false has a default too", "{{custom_attribute.${vip} | default: 'no'}}", "no"],
    ["a share by chance", "{% if ${random_bucket_number} < 5000 %}a{% else %}b{% endif %}", "a"],
    ["a missing one is empty", "[{{custom_attribute.${nothing}.deep}}]", "[]"],
    [
      "trigger properties",
      "{{api_trigger_properties.${order}.total}} {{api_trigger_properties.${a name}}}",
      "12.5 spaced",
    ],
    [
      "the campaign",
      "{{campaign.${name}}} {{campaign.${api_id}}} {{campaign.${dispatch_id}}}",
      "Natal c1 d1",
    ],
    ["a condition", "{% if ${country} == 'BR' %}Oi{% else %}Hi{% endif %}", "Oi"],
    [
      "a condition on several",
      "{% if ${last_name} == blank and custom_attribute.${plan}.level > 2 %}sim{% endif %}",
      "sim",
    ],
    [
      "a loop",
      "{% for o in custom_attribute.${orders} %}{{ o.id }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
      "7, 9",
    ],
    ["an assigned name", "{% assign nome = ${first_name} | downcase %}{{ nome }}", "ana"],
    ["a captured text", "{% capture x %}{{${first_name}}}!{% endcapture %}{{ x }}", "Ana!"],
    [
      "an assigned name does not cover an attribute",
      "{% assign first_name = 'x' %}{{${first_name}}}{{ first_name }}",
      "Anax",
    ],
    ["a case", "{% case ${language} %}{% when 'pt' %}oi{% else %}hi{% endcase %}", "oi"],
    ["quotes keep what they hold", "{{ '${first_name} }}' }}", "${first_name} }}"],
    ["raw text", "{% raw %}{{${first_name}}} {{${zzz}}}{% endraw %}", "{{${first_name}}} {{${zzz}}}"],
    ["comments", "a{% comment %}{{${zzz}}}{% endcomment %}b{% # ${zzz} %}c", "abc"],
    ["a date in UTC", "{{${date_of_birth} | date: '%d/%m/%Y'}}", "03/02/1990"],
    [
      "a time in its zone",
      "{{ '2026-01-01T02:00:00Z' | time_zone: 'America/Sao_Paulo' | date: '%d/%m %H:%M' }}",
      "31/12 23:00",
    ],
    ["a number with delimiters", "{{custom_attribute.${points} | number_with_delimiter}}", "1,234,567.5"],
    [
      "hashes",
      "{{ 'a' | md5 }} {{ 'a' | sha1 }}",
      "0cc175b9c0f1b6a831c399e269772661 86f7e437faa5a7fce15d1ddcb9eaeaea377667b8",
    ],
    [
      "JSON in and out",
      "{% assign o = '{\"a\":[1,2]}' | json_parse %}{{ o.a[1] }}{{ 'q\"' | json_escape }}",
      '2q\\"',
    ],
    ["an address", "{{ 'a b&c' | url_param_escape }}", "a%20b%26c"],
    ["letters of every script", "{{${first_name}}} 你好 é 😀", "Ana 你好 é 😀"],
  ])("%s", (_label, source, expected) => expect(render(source)).toBe(expected));

  it("costs nothing where there is no Liquid", () => {
    expect([compileLiquid("Olá ${x}").constant, compileLiquid("{{${first_name}}}").constant]).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ["{% abort_message('not today') %}", "not today"],
    ["{% abort_message(custom_attribute.${city}) %}", "Olinda"],
    ["{% abort_message 'bare' %}", "bare"],
    ["{% abort_message() %}", ""],
    ["{% abort_message %}", ""],
  ])("aborts: %s", (source, reason) => {
    expect(() => render(source)).toThrow(new AbortMessage(reason));
  });
});

describe("what is refused, and where", () => {
  it.each<[string, string, string, number, number, string]>([
    ["an unknown attribute", "Oi {{${frist_name}}}", "unknown_attribute", 1, 6, "first_name"],
    [
      "an attribute without its mark",
      "a\n b {{ first_name }}",
      "unknown_variable",
      2,
      7,
      "{{${first_name}}}",
    ],
    ["a name from nowhere", "{{${first_name}}} {{ nome }}", "unknown_variable", 1, 22, "assigned before"],
    ["a name in a condition", "{% if idade > 3 %}x{% endif %}", "unknown_variable", 1, 7, '"idade"'],
    ["a filter", "{{custom_attribute.${city} | foo: 1}}", "unknown_filter", 1, 30, '"foo"'],
    ["a filter after another", "{{${first_name} | upcase | bar }}", "unknown_filter", 1, 28, '"bar"'],
    ["a tag", "abc{% wenn x %}", "unknown_tag", 1, 4, "abort_message"],
    ["files", "{% include 'a' %}", "unknown_tag", 1, 1, '"include"'],
    ["files again", "{% render 'a' %}", "unknown_tag", 1, 1, '"render"'],
    ["an end without a beginning", "a{% endif %}", "unknown_tag", 1, 2, "nothing before it is open"],
    ["a beginning without an end", "{% if ${country} == 'BR' %}x", "syntax", 1, 1, "{% endif %}"],
    ["an output without an end", "abc {{ ${first_name} ", "syntax", 1, 5, "}}"],
    ["a mark without an end", "{{ ${first_name", "syntax", 1, 4, "${name}"],
    ["a quote without an end", "{{ ${first_name} | default: 'x }}", "syntax", 1, 1, "quotation mark"],
    ["a name that is empty", "{{custom_attribute.${}}}", "syntax", 1, 19, "missing"],
    ["nothing to show", "{{ }}", "syntax", 1, 4, "value is missing"],
    ["typographic quotes", "{{${first_name} | default: ‘x’}}", "quotes", 1, 28, "straight"],
    ["typographic double quotes", "{{ “a” }}", "quotes", 1, 4, "straight"],
    ["a property the campaign has not", "{{campaign.${nam}}}", "unknown_variable", 1, 3, "dispatch_id"],
    ["a bracket that is open", "{% abort_message('a' %}", "syntax", 1, 22, '")"'],
    ["the third line", "a\r\nb\nc {{${x}}}", "unknown_attribute", 3, 5, "${x}"],
    ["too much text", "x".repeat(10_001), "too_long", 1, 1, "10000"],
  ])("%s", (_label, source, problem, line, column, says) => {
    let error: unknown;
    try {
      compileLiquid(source, "body.2");
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(LiquidError);
    const found = error as LiquidError;
    expect([found.problem, found.line, found.column, found.field]).toEqual([problem, line, column, "body.2"]);
    expect(found.message).toContain(`Line ${line}, column ${column}: `);
    expect(found.reason).toContain(says);
    expect(found.message).not.toMatch(/[\uE000]/);
  });
});
