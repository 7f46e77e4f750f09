/**
 * The expressions of Flow JSON: `${data.name}`, `${form.name}`, `${screen.NAME.form.name}`, and in back-ticks or in an
 * `If` comparisons and arithmetic over them. Read by a small parser: nothing that a Flow brings is run as a script.
 */

const BINDING = /\$\{([^}]+)\}/g;
const WHOLE = /^\$\{([^}]+)\}$/;

/** A value of the Flow JSON with its bindings filled in; objects and lists all the way down. */
export function resolve(value, scope) {
  if (typeof value === "string") return resolveText(value, scope);
  if (Array.isArray(value)) return value.map((one) => resolve(one, scope));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, scope)]));
  return value;
}

function resolveText(text, scope) {
  const whole = WHOLE.exec(text);
  if (whole) return lookUp(whole[1], scope);
  if (text.length > 1 && text.startsWith("`") && text.endsWith("`"))
    return evaluate(text.slice(1, -1), scope);
  return text.replace(BINDING, (_, path) => String(lookUp(path, scope) ?? ""));
}

/** `scope` is `{data, form, screen: {NAME: {data, form}}}`. */
function lookUp(path, scope) {
  return path
    .trim()
    .split(".")
    .reduce((found, name) => (found === null || found === undefined ? undefined : found[name]), scope);
}

/** The condition of an `If`. */
export function isTrue(condition, scope) {
  if (typeof condition === "boolean") return condition;
  return Boolean(evaluate(String(condition).replace(/^`|`$/g, ""), scope));
}

const TOKEN =
  /\s*(\$\{[^}]+\}|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?|==|!=|<=|>=|&&|\|\||[()!<>+\-*/%]|true|false)/y;
const LEVELS = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];
const OPERATIONS = {
  "||": (a, b) => a || b,
  "&&": (a, b) => a && b,
  "==": (a, b) => a === b || String(a) === String(b),
  "!=": (a, b) => a !== b && String(a) !== String(b),
  "<": (a, b) => Number(a) < Number(b),
  "<=": (a, b) => Number(a) <= Number(b),
  ">": (a, b) => Number(a) > Number(b),
  ">=": (a, b) => Number(a) >= Number(b),
  "+": (a, b) =>
    typeof a === "string" || typeof b === "string" ? `${a ?? ""}${b ?? ""}` : Number(a) + Number(b),
  "-": (a, b) => Number(a) - Number(b),
  "*": (a, b) => Number(a) * Number(b),
  "/": (a, b) => Number(a) / Number(b),
  "%": (a, b) => Number(a) % Number(b),
};

/** Undefined when the expression cannot be read. */
export function evaluate(text, scope) {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  let at = 0;
  const level = (depth) => {
    if (depth === LEVELS.length) return unary();
    let left = level(depth + 1);
    while (LEVELS[depth].includes(tokens[at])) {
      const operation = OPERATIONS[tokens[at++]];
      left = operation(left, level(depth + 1));
    }
    return left;
  };
  const unary = () => {
    const token = tokens[at++];
    if (token === "!") return !unary();
    if (token === "-") return -Number(unary());
    if (token === "(") {
      const inside = level(0);
      at++;
      return inside;
    }
    return constant(token, scope);
  };
  return level(0);
}

function constant(token, scope) {
  if (token === undefined) return undefined;
  if (token === "true" || token === "false") return token === "true";
  if (token.startsWith("${")) return lookUp(token.slice(2, -1), scope);
  if (token.startsWith("'")) return token.slice(1, -1).replace(/\\(.)/g, "$1");
  return Number(token);
}

function tokensOf(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (!found) return null;
    tokens.push(found[1]);
  }
  return tokens;
}
