import type { FocusTarget } from "./draft-types.ts";

/** Puts the cursor where an edit leads: of fields, the first that is still empty. */
export function focusIn(container: HTMLElement | null, { key, part }: FocusTarget): void {
  const node = container?.querySelector(`[data-node="${key}"]`);
  if (!node) return;
  targetIn(node, part)?.focus();
}

function targetIn(node: Element, part: FocusTarget["part"]): HTMLElement | null | undefined {
  if (part === "fields") return emptyField(node) ?? anyField(node);
  if (part === "menu") return node.querySelector<HTMLElement>("[data-node-menu]");
  // The group's own comes after those of the groups inside it.
  return [...node.querySelectorAll<HTMLElement>("[data-add-filter]")].at(-1);
}

function emptyField(node: Element): HTMLElement | undefined {
  return fieldsOf(node).find((field) => field.value === "" && !hasPills(field));
}

function anyField(node: Element): HTMLElement | null {
  // The first fields say what the filter is about; the last says with what it is compared.
  return fieldsOf(node).at(-1) ?? node.querySelector<HTMLElement>("button");
}

function fieldsOf(node: Element): HTMLInputElement[] {
  return [...node.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")];
}

/** An input for several values is empty after each of them. */
const hasPills = (field: HTMLElement): boolean => field.closest("[data-has-values]") !== null;
