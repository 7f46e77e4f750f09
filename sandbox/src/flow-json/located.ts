/** JSON read with the place of every value, so that a problem can be shown on its line. */

export interface Place {
  start: number;
  end: number;
}

export interface Located {
  value: unknown;
  /** Path such as `screens[0].layout` → where it stands in the text. */
  places: Map<string, Place>;
}

export class JsonSyntaxError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const SPACE = /[ \t\r\n]*/y;
const LITERAL = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/** Throws a JsonSyntaxError with the offset of the first wrong character. */
export function readLocated(text: string): Located {
  const places = new Map<string, Place>();
  let at = 0;

  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) return null;
    at += found.length;
    return found;
  };
  const expect = (character: string): void => {
    match(SPACE);
    if (text[at] !== character) throw new JsonSyntaxError(`Expected "${character}"`, at);
    at++;
  };
  const next = (): string | undefined => {
    match(SPACE);
    return text[at];
  };
  const readString = (): string => {
    match(SPACE);
    const found = match(STRING);
    if (found === null) throw new JsonSyntaxError("Expected a string", at);
    return JSON.parse(found);
  };

  function readList(close: string, readOne: () => void): void {
    at++;
    if (next() === close) {
      at++;
      return;
    }
    for (;;) {
      readOne();
      if (next() !== ",") break;
      at++;
    }
    expect(close);
  }

  function readValue(path: string): unknown {
    const first = next();
    const start = at;
    let value: unknown;
    if (first === "{") {
      const object: Record<string, unknown> = {};
      readList("}", () => {
        const name = readString();
        expect(":");
        object[name] = readValue(path ? `${path}.${name}` : name);
      });
      value = object;
    } else if (first === "[") {
      const array: unknown[] = [];
      readList("]", () => array.push(readValue(`${path}[${array.length}]`)));
      value = array;
    } else if (first === '"') value = readString();
    else {
      const literal = match(LITERAL);
      if (literal === null) throw new JsonSyntaxError("Expected a value", at);
      value = JSON.parse(literal);
    }
    places.set(path, { start, end: at });
    return value;
  }

  const value = readValue("");
  if (next() !== undefined) throw new JsonSyntaxError("Expected the end of the file", at);
  return { value, places };
}

/** Line and column of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: offset - lastBreak };
}
