/** Reading a Flow's JSON: its screens, what data they start with, what their fields are and whether they are filled well. */
import { isTrue, resolve } from "./expression.js";

export const screenOf = (flow, id) => flow.screens.find((screen) => screen.id === id) ?? null;

/** Where a Flow begins: what the message says, else the first screen nothing leads to. */
export function firstScreen(flow, wanted) {
  if (wanted && screenOf(flow, wanted)) return wanted;
  const targets = new Set(Object.values(flow.routing_model ?? {}).flat());
  return (flow.screens.find(({ id }) => !targets.has(id)) ?? flow.screens[0])?.id;
}

/** Where a screen leads when its data endpoint is not there to say so. */
export function nextScreen(flow, id) {
  const routed = flow.routing_model?.[id]?.[0];
  const after = flow.screens[flow.screens.findIndex((screen) => screen.id === id) + 1]?.id;
  return screenOf(flow, id)?.terminal ? null : (routed ?? after ?? null);
}

/** A screen's data: what came with it over the examples that the JSON declares. */
export function dataOf(screen, given) {
  const examples = Object.entries(screen?.data ?? {}).map(([name, { __example__ }]) => [name, __example__]);
  return { ...Object.fromEntries(examples), ...given };
}

/** The components that show now: forms opened up, If and Switch decided. */
export function shownComponents(children, scope) {
  return (children ?? []).flatMap((component) => {
    if (component.visible !== undefined && resolve(component.visible, scope) === false) return [];
    if (component.type === "Form") return shownComponents(component.children, scope);
    if (component.type === "If")
      return shownComponents(isTrue(component.condition, scope) ? component.then : component.else, scope);
    if (component.type === "Switch")
      return shownComponents(
        component.cases?.[String(resolve(component.value, scope))] ?? component.cases?.default,
        scope,
      );
    return [component];
  });
}

const FIELDS = [
  "TextInput",
  "TextArea",
  "DatePicker",
  "CalendarPicker",
  "Dropdown",
  "RadioButtonsGroup",
  "CheckboxGroup",
  "ChipsSelector",
  "OptIn",
  "PhotoPicker",
  "DocumentPicker",
];
export const isField = ({ type, name }) => FIELDS.includes(type) && Boolean(name);

/** Values before the person touched anything: of the field, or of the form around it. */
export function initialValues(children, scope) {
  const values = {};
  const visit = (list, defaults) => {
    for (const component of list ?? []) {
      const inner = component.type === "Form" ? (resolve(component["init-values"], scope) ?? {}) : defaults;
      if (isField(component)) {
        const value = resolve(component["init-value"], scope) ?? defaults[component.name];
        values[component.name] = value ?? emptyOf(component);
      }
      visit(component.children, inner);
      visit(component.then, inner);
      visit(component.else, inner);
      for (const branch of Object.values(component.cases ?? {})) visit(branch, inner);
    }
  };
  visit(children, {});
  return values;
}

function emptyOf({ type }) {
  if (type === "CheckboxGroup" || type === "ChipsSelector") return [];
  if (type === "PhotoPicker" || type === "DocumentPicker") return [];
  return type === "OptIn" ? false : "";
}

const isEmpty = (value) =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0);
const PATTERNS = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  number: /^-?\d+([.,]\d+)?$/,
  phone: /^[+\d][\d\s()-]{4,}$/,
  passcode: /^\d+$/,
};

/** Why a field cannot stay as it is: a word's key with its values, or null. */
export function problemOf(component, value, scope) {
  const given = (name) => resolve(component[name], scope);
  if (isEmpty(value)) return given("required") === true ? { word: "fieldRequired" } : null;
  const [least, most] = [Number(given("min-chars")), Number(given("max-chars") ?? given("max-length"))];
  if (typeof value === "string") {
    if (least && value.length < least) return { word: "fieldShort", values: { n: least } };
    if (most && value.length > most) return { word: "fieldLong", values: { n: most } };
    const type = given("input-type");
    if (PATTERNS[type] && !PATTERNS[type].test(value)) return { word: `field_${type}` };
    if (component.pattern && !matchesPattern(component.pattern, value)) return { word: "fieldPattern" };
  }
  if (!Array.isArray(value)) return null;
  const [few, many] = [Number(given("min-selected-items")), Number(given("max-selected-items"))];
  if (few && value.length < few) return { word: "fieldFew", values: { n: few } };
  return many && value.length > many ? { word: "fieldMany", values: { n: many } } : null;
}

/** A pattern that cannot be read holds nobody up. */
function matchesPattern(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return true;
  }
}
