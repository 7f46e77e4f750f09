/** The rows of a long list that are in sight: their place follows the scroll, their data are loaded by pages. */
import { useEffect, useRef, useState } from "../../lib/html.js";
import { useResource } from "../../lib/live.js";

export const ROW_PX = 76;
/** Rows are loaded in steps, so that a small scroll asks for nothing new. */
const STEP = 20;
const AROUND = 12;
const TYPING_PAUSE_MS = 150;

/** @param {string} search */
export function useRows(search) {
  const scroller = useRef(null);
  const [view, setView] = useState({ top: 0, rows: 12 });
  const [settled, setSettled] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(search), search ? TYPING_PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [search]);
  useEffect(() => {
    const place = scroller.current;
    const look = () =>
      setView({
        top: Math.floor(place.scrollTop / ROW_PX / STEP) * STEP,
        rows: Math.ceil(place.clientHeight / ROW_PX),
      });
    const grown = new ResizeObserver(look);
    place.addEventListener("scroll", look, { passive: true });
    grown.observe(place);
    return () => {
      place.removeEventListener("scroll", look);
      grown.disconnect();
    };
  }, []);
  const first = Math.max(0, view.top - AROUND);
  const query = new URLSearchParams({ offset: String(first), limit: String(view.rows + STEP + 2 * AROUND) });
  if (settled) query.set("q", settled);
  const resource = useResource(`/control/phone-list?${query}`, ["message", "status", "signup"]);
  // While the next page loads the last one stays, so that scrolling never shows an empty list.
  const last = useRef({ data: null, first: 0, settled: "" });
  if (resource.data) last.current = { data: resource.data, first, settled };
  const shown = last.current.settled === settled ? last.current : { data: resource.data, first };
  useEffect(() => {
    scroller.current.scrollTop = 0;
  }, [settled]);
  return {
    scroller,
    resource: { ...resource, data: shown.data },
    total: shown.data?.total ?? 0,
    first: shown.first,
    rows: shown.data?.phones ?? [],
  };
}
