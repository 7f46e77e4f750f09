/** Keeps each phone in its place on the wall while it is among the latest; newcomers take the places of those that left. */
import { useRef } from "../../lib/html.js";

const keyOf = ({ number, sender }) => `${number} ${sender}`;

/** @param {{number: string, sender: string}[]} tiles  the latest, newest first */
export function useSlots(tiles) {
  const slots = useRef([]);
  const byKey = new Map(tiles.map((tile) => [keyOf(tile), tile]));
  const kept = slots.current.slice(0, tiles.length).map((key) => (byKey.has(key) ? key : null));
  const placed = new Set(kept);
  const waiting = [...byKey.keys()].filter((key) => !placed.has(key));
  while (kept.length < tiles.length) kept.push(null);
  slots.current = kept.map((key) => key ?? waiting.shift() ?? null);
  return slots.current.map((key) => (key ? byKey.get(key) : null));
}
