import { describe, expect, it } from "vitest";
import { type Block, formatWhatsApp, type Inline } from "./format.ts";

const text = (value: string): Inline => ({ kind: "text", text: value });
const line = (...children: Inline[]): Block => ({ kind: "line", children });

const cases: [label: string, input: string, output: Block[]][] = [
  ["plain text", "Oi, Ana", [line(text("Oi, Ana"))]],
  ["bold", "Oi *Ana*!", [line(text("Oi "), { kind: "bold", children: [text("Ana")] }, text("!"))]],
  [
    "marks inside marks",
    "*_oi_ já*",
    [line({ kind: "bold", children: [{ kind: "italic", children: [text("oi")] }, text(" já")] })],
  ],
  ["strike", "~10~", [line({ kind: "strike", children: [text("10")] })]],
  ["a mark inside a word is a character", "2*3*4 e snake_case_name", [line(text("2*3*4 e snake_case_name"))]],
  ["a mark that does not close is a character", "5 * 3 e *oi", [line(text("5 * 3 e *oi"))]],
  [
    "a mark followed by a space does not open",
    "* oi*x",
    [{ kind: "item", marker: "•", children: [text("oi*x")] }],
  ],
  ["marks do not reach over a line", "*a\nb*", [line(text("*a")), line(text("b*"))]],
  ["accents are part of words", "á*b*", [line(text("á*b*"))]],
  ["inline code keeps its marks", "use `*x*`", [line(text("use "), { kind: "code", text: "*x*" })]],
  [
    "a code block swallows lines and marks",
    "a\n```\n*x*\n y\n```\nb",
    [line(text("a")), { kind: "codeBlock", text: "*x*\n y" }, line(text("b"))],
  ],
  ["only a code block", "```x```", [{ kind: "codeBlock", text: "x" }]],
  ["quote", "> dito", [{ kind: "quote", children: [text("dito")] }]],
  ["bullet", "- um", [{ kind: "item", marker: "•", children: [text("um")] }]],
  ["numbered", "12. um", [{ kind: "item", marker: "12.", children: [text("um")] }]],
  ["empty lines stay", "a\n\nb", [line(text("a")), line(), line(text("b"))]],
  [
    "a link without its full stop",
    "veja https://loja.com/a_b_c.",
    [
      line(
        text("veja "),
        { kind: "link", text: "https://loja.com/a_b_c", href: "https://loja.com/a_b_c" },
        text("."),
      ),
    ],
  ],
  ["www", "www.loja.com", [line({ kind: "link", text: "www.loja.com", href: "https://www.loja.com" })]],
  ["empty", "", [line()]],
];

describe("formatWhatsApp", () => {
  it.each(cases)("%s", (_label, input, output) => {
    expect(formatWhatsApp(input)).toEqual(output);
  });
});
