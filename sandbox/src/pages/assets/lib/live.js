/** Live data: one event stream for the page, and resources that load again when something of theirs happened. */
import { get } from "./api.js";
import { useCallback, useEffect, useRef, useState } from "./html.js";

/** A launch makes thousands of events a second; a page looks again at most this often. */
const RELOAD_EVERY_MS = 300;
const listeners = new Set();
let stream = null;

function openStream() {
  if (stream) return;
  stream = new EventSource("/control/events");
  stream.onopen = () => {
    // Anything may have happened before the connection stood, the first time and after it was lost.
    for (const listener of listeners) listener({ type: "*" });
  };
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    for (const listener of listeners) listener(event);
  };
}

/**
 * Calls `onEvent` for events of these types, at most once per RELOAD_EVERY_MS and always once after the last.
 * @param {string[]} types  @param {() => void} onEvent
 */
function useLive(types, onEvent) {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  const wanted = types.join(" ");
  useEffect(() => {
    let timer = 0;
    const listener = (event) => {
      const anything = event.type === "*" || event.type === "dropped";
      if (timer || !(anything || wanted.split(" ").includes(event.type))) return;
      timer = setTimeout(() => {
        timer = 0;
        latest.current();
      }, RELOAD_EVERY_MS);
    };
    listeners.add(listener);
    openStream();
    return () => {
      listeners.delete(listener);
      clearTimeout(timer);
    };
  }, [wanted]);
}

/**
 * @param {string | null} path  null loads nothing
 * @param {string[]} [liveTypes]  events after which it is loaded again
 * @returns {{data: any, error: Error | null, reload: () => Promise<void>}} data keeps its last value while reloading
 */
export function useResource(path, liveTypes = []) {
  const [state, setState] = useState({ path: null, data: null, error: null });
  const wanted = useRef(path);
  wanted.current = path;
  const reload = useCallback(async () => {
    if (!path) return;
    const next = await get(path).then(
      (data) => ({ path, data, error: null }),
      (error) => ({ path, data: null, error }),
    );
    if (wanted.current === path)
      setState((old) => (next.error && old.path === path ? { ...old, error: next.error } : next));
  }, [path]);
  useEffect(() => {
    reload();
  }, [reload]);
  useLive(liveTypes, reload);
  const fresh = state.path === path;
  return { data: fresh ? state.data : null, error: fresh ? state.error : null, reload };
}
