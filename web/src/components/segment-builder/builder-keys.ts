import { type KeyboardEvent, type RefObject, useEffect } from "react";
import type { Builder } from "./builder-context.ts";
import { moveNode, parentOf } from "./edit.ts";

type History = { undo: () => void; redo: () => void };

/**
 * Short cuts of the builder. Everywhere on the page: F adds a filter. Inside: Ctrl+Enter adds a filter to the group one is in,
 * Alt+arrows move a filter, Ctrl+Z and Ctrl+Shift+Z undo and redo, Delete on a filter's buttons removes it.
 */
export function useBuilderKeys(
  container: RefObject<HTMLElement | null>,
  builder: Builder,
  { undo, redo }: History,
) {
  useEffect(() => {
    if (builder.readOnly) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const add = plain && event.key.toLowerCase() === "f" && !isTyping(event.target);
      // An edit that takes away what the cursor was in leaves it nowhere: the keys go on working.
      const nowhere = event.target === document.body && treeKey(event, container.current, { undo, redo });
      if (add) openMenu(container.current?.firstElementChild);
      if (add || nowhere) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [container, builder.readOnly, undo, redo]);

  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    if (builder.readOnly) return;
    const target = event.target as HTMLElement;
    const group = target.closest("[data-group]") ?? container.current;
    if (!treeKey(event, group, { undo, redo }) && !nodeKey(event, target, builder)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Enter inside a filter takes a suggestion or ends a value; it never saves the segment half-written. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && (event.target as HTMLElement).tagName === "INPUT") event.preventDefault();
  };
  return { onKeyDownCapture, onKeyDown };
}

type Keys = Pick<globalThis.KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Keys about the tree as a whole; true when it was one of them. */
function treeKey(event: Keys, group: Element | null | undefined, { undo, redo }: History): boolean {
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey) return false;
  if (key === "z") (event.shiftKey ? redo : undo)();
  else if (key === "y") redo();
  else if (key === "enter") openMenu(group);
  else return false;
  return true;
}

/** Keys about the filter or group that the cursor is in; true when it was one of them. */
function nodeKey(event: Keys, target: HTMLElement, builder: Builder): boolean {
  const node = target.closest<HTMLElement>("[data-node]")?.dataset.node;
  if (!node || !parentOf(builder.root(), node)) return false;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const by = event.key === "ArrowUp" ? -1 : 1;
    builder.edit((root) => moveNode(root, node, by), { focus: { key: node, part: "menu" } });
    return true;
  }
  const removes = event.key === "Delete" || event.key === "Backspace";
  if (!removes || !target.matches("[data-node-menu], [data-node-remove]")) return false;
  builder.remove(node);
  return true;
}

function openMenu(group: Element | null | undefined): void {
  const buttons = group?.querySelectorAll<HTMLElement>("[data-add-filter]");
  // The group's own comes after those of the groups inside it.
  const button = buttons?.[buttons.length - 1];
  button?.focus();
  button?.click();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
