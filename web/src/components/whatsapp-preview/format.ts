/**
 * WhatsApp's text formatting, as the phone applies it: `*bold*`, `_italic_`, `~strike~`, `` `code` ``,
 * ```` ```block``` ````, `> quote`, bulleted and numbered lists, and links found in plain text.
 * Pure: text in, a small tree out. A mark that does not close stays the character it is.
 */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; text: string; href: string };

export type Block =
  | { kind: "line"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "item"; marker: string; children: Inline[] }
  | { kind: "codeBlock"; text: string };

const MARKS = { "*": "bold", _: "italic", "~": "strike" } as const;
type Mark = keyof typeof MARKS;

const LINK = /(https?:\/\/[^\s<>]+|www\.[^\s<>]+\.[^\s<>]+)/giu;
const WORD = /[\p{L}\p{N}]/u;

/** Splits a message into blocks, one per line, with code blocks taken out first because nothing inside them counts. */
export function formatWhatsApp(text: string): Block[] {
  const blocks: Block[] = [];
  const pieces = text.split(/```([\s\S]+?)```/u);
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) {
      blocks.push({ kind: "codeBlock", text: piece.replace(/^\n|\n$/gu, "") });
      return;
    }
    const trimmed = trimAroundCode(piece, index > 0, index < pieces.length - 1);
    if (trimmed === "" && pieces.length > 1) return;
    for (const line of trimmed.split("\n")) blocks.push(parseLine(line));
  });
  return blocks;
}

/** The line break next to a code block belongs to the block, otherwise every block would drag an empty line along. */
function trimAroundCode(piece: string, afterCode: boolean, beforeCode: boolean): string {
  let result = piece;
  if (afterCode) result = result.replace(/^\n/u, "");
  if (beforeCode) result = result.replace(/\n$/u, "");
  return result;
}

function parseLine(line: string): Block {
  const quote = /^> (.*)$/u.exec(line);
  if (quote) return { kind: "quote", children: parseInline(quote[1] ?? "") };
  const bullet = /^[*-] (\S.*)$/u.exec(line);
  if (bullet) return { kind: "item", marker: "•", children: parseInline(bullet[1] ?? "") };
  const numbered = /^(\d{1,3})\. (\S.*)$/u.exec(line);
  if (numbered) return { kind: "item", marker: `${numbered[1]}.`, children: parseInline(numbered[2] ?? "") };
  return { kind: "line", children: parseInline(line) };
}

/** Parses the marks of one line. A mark opens and closes only at the edge of a word, so `2*3*4` stays arithmetic. */
function parseInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  let plainFrom = 0;
  let at = 0;
  while (at < text.length) {
    const found = matchAt(text, at);
    if (!found) {
      at += 1;
      continue;
    }
    pushPlain(nodes, text.slice(plainFrom, at));
    nodes.push(found.node);
    at = found.end;
    plainFrom = at;
  }
  pushPlain(nodes, text.slice(plainFrom));
  return nodes;
}

function matchAt(text: string, at: number): { node: Inline; end: number } | null {
  const char = text[at] ?? "";
  if (char === "`") {
    const close = text.indexOf("`", at + 1);
    if (close <= at + 1) return null;
    return { node: { kind: "code", text: text.slice(at + 1, close) }, end: close + 1 };
  }
  if (!isMark(char) || !opensAt(text, at)) return null;
  const close = closingOf(text, at, char);
  if (close < 0) return null;
  return { node: { kind: MARKS[char], children: parseInline(text.slice(at + 1, close)) }, end: close + 1 };
}

function isMark(char: string): char is Mark {
  return char in MARKS;
}

function opensAt(text: string, at: number): boolean {
  const before = text[at - 1];
  const after = text[at + 1];
  return (before === undefined || !WORD.test(before)) && after !== undefined && !/\s/u.test(after);
}

function closingOf(text: string, open: number, mark: Mark): number {
  for (let at = open + 2; at < text.length; at += 1) {
    if (text[at] !== mark || /\s/u.test(text[at - 1] ?? " ")) continue;
    const after = text[at + 1];
    if (after === undefined || !WORD.test(after)) return at;
  }
  return -1;
}

function pushPlain(nodes: Inline[], text: string): void {
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const href = (match[0] ?? "").replace(/[.,;:!?)\]]+$/u, "");
    if (match.index > from) nodes.push({ kind: "text", text: text.slice(from, match.index) });
    nodes.push({ kind: "link", text: href, href: href.startsWith("www.") ? `https://${href}` : href });
    from = match.index + href.length;
  }
  if (from < text.length) nodes.push({ kind: "text", text: text.slice(from) });
}
