import { describe, expect, it } from "vitest";
import { csvLine } from "../../lib/csv.ts";
import type { AttributeType } from "../data/attribute-values.ts";
import {
  cellCountry,
  cellDate,
  cellGender,
  cellNumber,
  cellSubscription,
  cellValue,
  withoutGuard,
} from "./cells.ts";
import { beginning, detectDelimiter, firstRows, headersKey, uniqueHeaders, watchEncoding } from "./format.ts";
import { type KnownOfWorkspace, mappingProblems } from "./mapping.ts";
import { createRowReader } from "./rows.ts";
import { HashSet, hashOf } from "./seen.ts";
import { suggestMapping } from "./suggest.ts";

const known = (
  types: Record<string, AttributeType> = {},
  blocklisted: string[] = [],
  groups: string[] = [],
): KnownOfWorkspace => ({
  types: new Map(Object.entries(types)),
  blocklisted: new Set(blocklisted),
  subscriptionGroupIds: new Set(groups),
});

const bytes = (text: string, encoding: BufferEncoding = "utf8") =>
  new Uint8Array(Buffer.from(text, encoding));

describe("the file", () => {
  it.each([
    ["commas", "nome,fone\nAna,1\nRui,2", ","],
    ["semicolons with decimal commas", "nome;valor\nAna;1,5\nRui;2,5", ";"],
    ["tabs", "nome\tfone\nAna\t1", "\t"],
    ["commas inside quotes", 'nome;nota\n"a,b,c";1\n"d,e,f";2', ";"],
    ["a single column", "email\na@example.com\nb@example.com", ","],
  ])("delimiter: %s", (_label, text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  it.each([
    ["UTF-8", bytes("nome\nJoão"), "utf-8"],
    ["UTF-8 with a mark", bytes("\uFEFFnome\nJoão"), "utf-8"],
    ["Latin-1", bytes("nome\nJoão", "latin1"), "windows-1252"],
  ] as const)("encoding: %s", (_label, content, encoding) => {
    const watch = watchEncoding();
    // In pieces that cut characters in two.
    for (let from = 0; from < content.length; from += 3) watch.see(content.subarray(from, from + 3));
    expect(watch.encoding()).toBe(encoding);
    expect(firstRows(beginning(content, encoding), ",", 5)).toEqual([["nome"], ["João"]]);
  });

  it("is recognised by its columns in whatever order they stand", () => {
    expect(headersKey(["a", "b"])).toBe(headersKey(["b", "a"]));
    expect(headersKey(["a", "b"])).not.toBe(headersKey(["a", "b", "c"]));
  });

  it("gives every column a name of its own", () => {
    expect(uniqueHeaders(["a", "", "a", " b ", "a"])).toEqual(["a", "Column 2", "a (2)", "b", "a (3)"]);
  });
});

describe("cells", () => {
  it.each([
    ["1.234,50", "BR", 1234.5],
    ["1,234.50", "US", 1234.5],
    ["R$ 1.234,50", "BR", 1234.5],
    ["1.234", "BR", 1234],
    ["1.234", "US", 1.234],
    ["1,234", "US", 1234],
    ["10,5", "BR", 10.5],
    ["0.125", "BR", 0.125],
    ["1.234.567", "US", 1234567],
    ["-3", "BR", -3],
    ["12 %", "BR", 12],
    ["abc", "BR", null],
    ["1-2", "BR", null],
  ])("number %s in %s", (cell, country, value) => {
    expect(cellNumber(cell, country)).toBe(value);
  });

  it.each([
    ["31/12/1990", "BR", "1990-12-31"],
    ["12/31/1990", "US", "1990-12-31"],
    ["1990-12-31", "BR", "1990-12-31"],
    ["31/12/1990 18:30", "BR", "1990-12-31T18:30:00.000Z"],
    ["2026-01-02 03:04:05", "BR", "2026-01-02T03:04:05.000Z"],
    ["31/31/1990", "BR", null],
    ["soon", "BR", null],
  ])("date %s in %s", (cell, country, value) => {
    expect(cellDate(cell, country)).toBe(value);
  });

  const br = { country: "BR" };

  it.each([
    ["a, b,,c", "array", {}, ["a", "b", "c"]],
    ["a|b,c", "array", { separator: "|" }, ["a", "b,c"]],
    ['["x, y", 2]', "array", {}, ["x, y", 2]],
    ['{"city": "Recife"}', "object", {}, { city: "Recife" }],
    ['["no object"]', "object", {}, null],
    ["{broken", "object", {}, null],
    ['[{"name": "Rex"}]', "object_array", {}, [{ name: "Rex" }]],
    ['[{"name": "Rex"}, 1]', "object_array", {}, null],
  ] as const)("%s as %s", (cell, type, more, value) => {
    expect(cellValue(cell, type, { ...br, ...more })).toEqual(value);
  });

  it("understands words for subscriptions in three languages", () => {
    const words = [
      "Inscrito",
      "opt-in",
      "suscrita",
      "Sim",
      "Descadastrado",
      "BAJA",
      "no",
      "desconhecido",
      "hm",
    ];
    expect(words.map(cellSubscription)).toEqual([
      ...Array.from({ length: 4 }, () => "subscribed"),
      ...Array.from({ length: 3 }, () => "unsubscribed"),
      "unknown",
      null,
    ]);
  });

  it("takes off what keeps spreadsheets from seeing a formula, and nothing else", () => {
    expect(["'+5511", "'=1", "'n sync", "'", "+55"].map(withoutGuard)).toEqual([
      "+5511",
      "=1",
      "'n sync",
      "'",
      "+55",
    ]);
  });

  it("understands words for countries, genders and yes", () => {
    expect(["Brasil", "México", "USA", "PT", "Narnia"].map(cellCountry)).toEqual([
      "BR",
      "MX",
      "US",
      "PT",
      "Narnia",
    ]);
    expect(["Feminino", "hombre", "O"].map(cellGender)).toEqual(["F", "M", "O"]);
    expect(["sim", "NO", "1", "talvez"].map((cell) => cellValue(cell, "boolean", br))).toEqual([
      true,
      false,
      true,
      null,
    ]);
  });
});

describe("the mapping", () => {
  it("is suggested from names in three languages, and from values", () => {
    const headers = [
      "Código",
      "Nome",
      "Sobrenome",
      "Celular",
      "E-mail",
      "País",
      "Cidade",
      "Plano Atual",
      "Pontos",
      "VIP",
      "Último pedido",
      "CEP",
    ];
    const rows = [
      ["1", "Ana", "Silva", "11 9", "a@b.co", "BR", "Rio", "gold", "10,5", "sim", "2026-01-01", "01310"],
    ];
    const suggested = suggestMapping(headers, rows, known({ plano_atual: "string" }));
    expect(Object.values(suggested)).toEqual([
      { target: "external_id" },
      { target: "first_name" },
      { target: "last_name" },
      { target: "phone" },
      { target: "email" },
      { target: "country" },
      { target: "home_city" },
      { target: "attribute", attribute: "plano_atual", type: "string" },
      { target: "attribute", attribute: "pontos", type: "number" },
      { target: "attribute", attribute: "vip", type: "boolean" },
      { target: "attribute", attribute: "ultimo_pedido", type: "date" },
      { target: "attribute", attribute: "cep", type: "string" },
    ]);
  });

  it("names what keeps it from starting", () => {
    const problems = mappingProblems(
      ["a", "b", "c", "d", "f", "g", "h"],
      {
        a: { target: "first_name" },
        b: { target: "first_name" },
        c: { target: "attribute", attribute: " " },
        d: { target: "attribute", attribute: "plan", type: "number" },
        e: { target: "email" },
        f: { target: "attribute", attribute: "secret" },
        g: { target: "alias", label: " " },
        h: { target: "subscription", subscriptionGroupId: "x" },
      },
      known({ plan: "string" }, ["secret"]),
    );
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ["mapping.b", "duplicate_target"],
      ["mapping.c", "attribute_unnamed"],
      ["mapping.d", "attribute_type"],
      ["mapping.e", "unknown_column"],
      ["mapping.f", "attribute_blocklisted"],
      ["mapping.g", "alias_unlabelled"],
      ["mapping.h", "unknown_subscription_group"],
    ]);
    expect(mappingProblems(["a"], { a: { target: "first_name" } }, known())[0]).toMatchObject({
      code: "no_identifier",
    });
    expect(mappingProblems(["a"], { a: { target: "email" } }, known(), "phone")[0]).toMatchObject({
      code: "no_find_by",
    });
  });

  it("is taken from an earlier import where it still holds", () => {
    const earlier = {
      a: { target: "email" },
      b: { target: "attribute", attribute: "plan", type: "string" },
      c: { target: "subscription", subscriptionGroupId: "gone" },
    } as const;
    expect(suggestMapping(["c", "b", "a"], [], known({ plan: "number" }), earlier)).toEqual({
      a: { target: "email" },
      b: { target: "attribute", attribute: "b", type: "string" },
      c: { target: "attribute", attribute: "c", type: "string" },
    });
  });

  it("leaves out the columns of a file of errors, in any language", () => {
    const headers = ["Linha no arquivo", "Column with error", "Qué corregir", "email"];
    expect(Object.values(suggestMapping(headers, [], known())).map(({ target }) => target)).toEqual([
      "ignore",
      "ignore",
      "ignore",
      "email",
    ]);
  });

  it("reads a row, leaving empty cells alone", () => {
    const reader = createRowReader(
      ["fone", "nome", "pontos", "obs"],
      {
        fone: { target: "phone" },
        nome: { target: "first_name" },
        pontos: { target: "attribute", attribute: "points", type: "number" },
        obs: { target: "attribute", attribute: "note" },
      },
      { defaultCountry: "BR", listName: "Feira" },
    );
    expect(reader.read(["11 98888-7777", "", "1.000", "2026-01-01"])).toEqual({
      key: "phone:+5511988887777",
      subscriptions: [],
      write: {
        identifier: { kind: "phone", value: "+5511988887777" },
        fields: { phone: "+5511988887777" },
        attributes: {
          points: { kind: "set", type: "number", value: 1000 },
          note: { kind: "set", type: "string", value: "2026-01-01" },
          import_lists: { kind: "add", values: ["Feira"] },
        },
      },
    });
    expect(reader.read(["123", "Ana", "many", ""])).toMatchObject({
      errors: [
        { columnName: "pontos", value: "many", code: "not_number" },
        { columnName: "fone", value: "123", code: "invalid_phone" },
      ],
    });
    expect(reader.read(["", "Ana", "", ""])).toMatchObject({ errors: [{ columnName: null }] });
  });

  it("reads aliases, subscriptions and what empty cells clear", () => {
    const reader = createRowReader(
      ["fone", "crm", "nome", "plano", "aceita"],
      {
        fone: { target: "phone" },
        crm: { target: "alias", label: "crm" },
        nome: { target: "first_name" },
        plano: { target: "attribute", attribute: "plan" },
        aceita: { target: "subscription", subscriptionGroupId: "g1" },
      },
      {
        defaultCountry: "BR",
        findBy: "alias",
        emptyCells: "clear",
        subscriptionGroupId: "g1",
        subscriptionState: "subscribed",
      },
    );
    expect(reader.read(["'+5511988887777", "c-1", "", "", "não"])).toEqual({
      key: "alias:crm\u001fc-1",
      subscriptions: [
        { subscriptionGroupId: "g1", state: "subscribed" },
        { subscriptionGroupId: "g1", state: "unsubscribed" },
      ],
      write: {
        identifier: { kind: "alias", label: "crm", name: "c-1" },
        fields: { phone: "+5511988887777", firstName: null },
        attributes: { plan: { kind: "unset" } },
        aliases: [{ label: "crm", name: "c-1" }],
      },
    });
    expect(reader.read(["", "", "Ana", "", ""])).toMatchObject({ errors: [{ code: "find_by_missing" }] });
    expect(reader.read(["", "c", "", "", "hm"])).toMatchObject({ errors: [{ code: "subscription_word" }] });
  });
});

describe("keys seen", () => {
  it("are told apart, also when there are many", () => {
    const set = new HashSet();
    for (let n = 0; n < 50_000; n++) set.add(hashOf(`external_id:${n}`));
    expect(Array.from({ length: 50_000 }, (_, n) => set.has(hashOf(`external_id:${n}`))).every(Boolean)).toBe(
      true,
    );
    expect(Array.from({ length: 50_000 }, (_, n) => set.has(hashOf(`phone:${n}`))).some(Boolean)).toBe(false);
  });
});

describe("errors.csv", () => {
  it("lets no cell become a formula", () => {
    expect(csvLine(["=1+1", "+55", "-2", "@x", 'a "b", c', "ok"])).toBe(
      `'=1+1,'+55,'-2,'@x,"a ""b"", c",ok\r\n`,
    );
  });
});
