/**
 * What WhatsApp finds wrong with a Flow JSON: a pure check with the lines of each problem. Both providers answer with it, in
 * their own spelling. Rules: https://developers.facebook.com/docs/whatsapp/flows/reference/flowjson
 */
import { asArray, asObject, asString, isObject, type Json } from "../json.ts";
import { COMPONENTS } from "./components.ts";
import { JsonSyntaxError, type Located, lineAndColumn, readLocated } from "./located.ts";

/** One problem; lines and columns count from 1. */
export interface FlowProblem {
  error: string;
  errorType: string;
  message: string;
  lineStart: number;
  lineEnd: number;
  columnStart: number;
  columnEnd: number;
}

const VERSIONS = /^(5\.1|6\.[0-3]|7\.[0-3])$/;
const SCREEN_ID = /^[A-Za-z_]+$/;
const MAX_COMPONENTS = 50;
const MAX_EDGES = 10;

type Report = (error: string, path: string, message: string) => void;

/** All problems of the text, none when the Flow can be published. */
export function validateFlowJson(text: string): FlowProblem[] {
  let located: Located;
  try {
    located = readLocated(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return [problem(text, error.at, error.at + 1, "JSON_SYNTAX_ERROR", "JSON_ERROR", `${error.message}.`)];
  }
  const problems: FlowProblem[] = [];
  const report: Report = (error, path, message) => {
    const place = placeOf(located, path);
    problems.push(problem(text, place.start, place.end, error, "FLOW_JSON_ERROR", message));
  };
  checkFlow(located.value, report);
  return problems;
}

/** The place of a path, or of what it would hang on when it is missing. */
function placeOf({ places }: Located, path: string): { start: number; end: number } {
  for (let at = path; ; at = at.replace(/(^|\.)[^.[\]]*$|\[\d+\]$/, "")) {
    const place = places.get(at);
    if (place) return place;
    if (at === "") return { start: 0, end: 1 };
  }
}

function problem(
  text: string,
  start: number,
  end: number,
  error: string,
  errorType: string,
  message: string,
): FlowProblem {
  const from = lineAndColumn(text, start);
  const to = lineAndColumn(text, Math.max(start, end - 1));
  return {
    error,
    errorType,
    message,
    lineStart: from.line,
    lineEnd: to.line,
    columnStart: from.column,
    columnEnd: to.column,
  };
}

function checkFlow(value: unknown, report: Report): void {
  if (!isObject(value)) {
    report("INVALID_PROPERTY_TYPE", "", "A Flow JSON must be an object.");
    return;
  }
  const version = asString(value.version);
  if (version === undefined)
    report("REQUIRED_PROPERTY_MISSING", "version", 'The property "version" is required.');
  else if (!VERSIONS.test(version))
    report("INVALID_PROPERTY_VALUE", "version", `The version "${version}" cannot be published.`);
  const screens = asArray(value.screens).map(asObject);
  if (screens.length === 0) {
    report("REQUIRED_PROPERTY_MISSING", "screens", 'The property "screens" needs at least one screen.');
    return;
  }
  const ids = new Set<string>();
  screens.forEach((screen, i) => {
    checkScreen(screen, `screens[${i}]`, ids, report);
  });
  if (!screens.some((screen) => screen.terminal === true))
    report("MISSING_TERMINAL_SCREEN", "screens", "At least one screen must be terminal.");
  checkRouting(value, ids, report);
  checkNavigation(screens, ids, report);
}

function checkScreen(screen: Json, path: string, ids: Set<string>, report: Report): void {
  const id = asString(screen.id);
  if (id === undefined) report("REQUIRED_PROPERTY_MISSING", `${path}.id`, 'The property "id" is required.');
  else if (!SCREEN_ID.test(id) || id === "SUCCESS")
    report("INVALID_PROPERTY_VALUE", `${path}.id`, `"${id}" cannot be the id of a screen.`);
  else if (ids.has(id)) report("DUPLICATE_SCREEN_ID", `${path}.id`, `The screen id "${id}" is used twice.`);
  if (id !== undefined) ids.add(id);
  const layout = asObject(screen.layout);
  if (!isObject(screen.layout)) {
    report("REQUIRED_PROPERTY_MISSING", `${path}.layout`, 'The property "layout" is required.');
    return;
  }
  if (layout.type !== "SingleColumnLayout")
    report("INVALID_PROPERTY_VALUE", `${path}.layout.type`, 'The layout must be a "SingleColumnLayout".');
  const found = { count: 0, footers: 0 };
  checkComponents(asArray(layout.children), `${path}.layout.children`, found, report);
  if (found.count > MAX_COMPONENTS)
    report("TOO_MANY_COMPONENTS", `${path}.layout.children`, `A screen holds ${MAX_COMPONENTS} components.`);
  if (found.footers > 1)
    report("INVALID_COMPONENT", `${path}.layout.children`, "A screen can have one Footer only.");
  if (screen.terminal === true && found.footers === 0)
    report("MISSING_FOOTER", `${path}.layout.children`, "A terminal screen needs a Footer.");
}

function checkComponents(
  children: unknown[],
  path: string,
  found: { count: number; footers: number },
  report: Report,
): void {
  children.forEach((child, i) => {
    const component = asObject(child);
    const at = `${path}[${i}]`;
    const type = asString(component.type) ?? "";
    const required = COMPONENTS[type];
    found.count++;
    if (type === "Footer") found.footers++;
    if (!required) {
      report("INVALID_COMPONENT_TYPE", `${at}.type`, `There is no component "${type}".`);
      return;
    }
    for (const name of required) {
      if (component[name] === undefined)
        report("REQUIRED_PROPERTY_MISSING", at, `${type} needs the property "${name}".`);
    }
    for (const name of ["children", "then", "else"])
      checkComponents(asArray(component[name]), `${at}.${name}`, found, report);
    Object.entries(asObject(component.cases)).forEach(([name, inner]) => {
      checkComponents(asArray(inner), `${at}.cases.${name}`, { count: 0, footers: 0 }, report);
    });
  });
}

/** `routing_model` names existing screens, at most ten per screen; an endpoint needs it. */
function checkRouting(flow: Json, ids: Set<string>, report: Report): void {
  if (flow.data_api_version !== undefined && !isObject(flow.routing_model))
    report(
      "REQUIRED_PROPERTY_MISSING",
      "routing_model",
      'With "data_api_version" a "routing_model" is required.',
    );
  for (const [from, targets] of Object.entries(asObject(flow.routing_model))) {
    const path = `routing_model.${from}`;
    if (!ids.has(from)) report("INVALID_ROUTING_MODEL", path, `There is no screen "${from}".`);
    if (asArray(targets).length > MAX_EDGES)
      report("INVALID_ROUTING_MODEL", path, `A screen leads to ${MAX_EDGES} others at most.`);
    asArray(targets).forEach((target, i) => {
      if (!ids.has(String(target)))
        report("INVALID_ROUTING_MODEL", `${path}[${i}]`, `There is no screen "${String(target)}".`);
    });
  }
}

/** Every `navigate` action leads to a screen of this Flow. */
function checkNavigation(screens: Json[], ids: Set<string>, report: Report): void {
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item, i) => {
        walk(item, `${path}[${i}]`);
      });
    }
    if (!isObject(value)) return;
    if (value.name === "navigate" && isObject(value.next)) {
      const target = asString(value.next.name) ?? "";
      if (!ids.has(target))
        report("INVALID_NAVIGATION", `${path}.next.name`, `There is no screen "${target}".`);
    }
    for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${name}`);
  };
  screens.forEach((screen, i) => {
    walk(screen.layout, `screens[${i}].layout`);
  });
}
