import { describe, expect, it } from "vitest";
import { csvLine } from "../../api/csv.ts";
import { cellCountry, cellDate, cellGender, cellNumber, cellValue } from "./cells.ts";
import { beginning, detectDelimiter, firstRows, uniqueHeaders, watchEncoding } from "./format.ts";
import { mappingProblems, suggestMapping } from "./mapping.ts";
import { createRowReader } from "./rows.ts";

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
    ["UTF-16 with a mark", bytes("\uFEFFnome\nJoão", "utf16le"), "utf-16le"],
  ] as const)("encoding: %s", (_label, content, encoding) => {
    const watch = watchEncoding();
    // In pieces that cut characters in two.
    for (let from = 0; from < content.length; from += 3) watch.see(content.subarray(from, from + 3));
    expect(watch.encoding()).toBe(encoding);
    expect(firstRows(beginning(content, encoding), ",", 5)).toEqual([["nome"], ["João"]]);
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

  it("understands words for countries, genders and yes", () => {
    expect(["Brasil", "México", "USA", "PT", "Narnia"].map(cellCountry)).toEqual([
      "BR",
      "MX",
      "US",
      "PT",
      "Narnia",
    ]);
    expect(["Feminino", "hombre", "O"].map(cellGender)).toEqual(["F", "M", "O"]);
    expect(["sim", "NO", "1", "talvez"].map((cell) => cellValue(cell, "boolean", "BR"))).toEqual([
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
    const suggested = suggestMapping(headers, rows, new Map([["plano_atual", "string"]]));
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
      ["a", "b", "c", "d"],
      {
        a: { target: "first_name" },
        b: { target: "first_name" },
        c: { target: "attribute", attribute: " " },
        d: { target: "attribute", attribute: "plan", type: "number" },
        e: { target: "email" },
      },
      new Map([["plan", "string"]]),
    );
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ["mapping.b", "duplicate_target"],
      ["mapping.c", "attribute_unnamed"],
      ["mapping.d", "attribute_type"],
      ["mapping.e", "unknown_column"],
    ]);
    expect(mappingProblems(["a"], { a: { target: "first_name" } }, new Map())[0]).toMatchObject({
      code: "no_identifier",
    });
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
        { columnName: "pontos", value: "many" },
        { columnName: "fone", value: "123" },
      ],
    });
    expect(reader.read(["", "Ana", "", ""])).toMatchObject({ errors: [{ columnName: null }] });
  });
});

describe("errors.csv", () => {
  it("lets no cell become a formula", () => {
    expect(csvLine(["=1+1", "+55", "-2", "@x", 'a "b", c', "ok"])).toBe(
      `'=1+1,'+55,'-2,'@x,"a ""b"", c",ok\r\n`,
    );
  });
});
