import { type KeyboardEvent, type RefObject, useEffect } from "react";
import type { Builder } from "./builder-context.ts";
import { moveNode, parentOf } from "./edit.ts";

type History = { undo: () => void; redo: () => void };

/**
 * Short cuts of the builder. Everywhere on the page: F adds a filter. Inside: Ctrl+Enter adds a filter to the group one is in,
 * Alt+arrows move a filter, Ctrl+Z and Ctrl+Shift+Z undo and redo, Delete on a filter's buttons removes it.
 */
export function useBuilderKeys(container: RefObject<HTMLElement | null>, builder: Builder, history: History) {
  useEffect(() => {
    if (builder.readOnly) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector('[role="dialog"]'))
        return;
      event.preventDefault();
      openMenu(container.current?.firstElementChild);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [container, builder.readOnly]);

  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    const control = event.ctrlKey || event.metaKey;
    const done = act(event, control);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** True when the key was one of ours. */
  function act(event: KeyboardEvent<HTMLElement>, control: boolean): boolean {
    if (builder.readOnly) return false;
    const target = event.target as HTMLElement;
    const key = event.key.toLowerCase();
    if (control && key === "z") {
      (event.shiftKey ? history.redo : history.undo)();
      return true;
    }
    if (control && key === "y") {
      history.redo();
      return true;
    }
    if (control && key === "enter") {
      openMenu(target.closest("[data-group]"));
      return true;
    }
    const node = target.closest<HTMLElement>("[data-node]")?.dataset.node;
    if (!node || !parentOf(builder.root(), node)) return false;
    if (event.altKey && (key === "arrowup" || key === "arrowdown")) {
      const by = key === "arrowup" ? -1 : 1;
      builder.edit((root) => moveNode(root, node, by), { focus: { key: node, part: "menu" } });
      return true;
    }
    if ((key === "delete" || key === "backspace") && target.matches("[data-node-menu], [data-node-remove]")) {
      builder.remove(node);
      return true;
    }
    return false;
  }

  /** Enter inside a filter takes a suggestion or ends a value; it never saves the segment half-written. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && (event.target as HTMLElement).tagName === "INPUT") event.preventDefault();
  };
  return { onKeyDownCapture, onKeyDown };
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
