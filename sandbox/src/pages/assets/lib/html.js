/** preact without a build: `html` is JSX as a tagged template. */
import htm from "htm";
import { h, render } from "preact";

export { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
export const html = htm.bind(h);

/** @param {import("preact").ComponentType} App */
export function mount(App) {
  render(html`<${App} />`, document.getElementById("app"));
}
