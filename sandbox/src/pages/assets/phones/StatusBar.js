import { html, useEffect, useState } from "../lib/html.js";

const LOOK_MS = 10_000;

/** Clock, signal, battery: what stands above every app. Only on the drawn phone, a real one has its own. */
export function StatusBar() {
  const [now, setNow] = useState(new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return html`<div class="status-bar" aria-hidden="true">
    <span>${now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false })}</span>
    <i class="island"></i>
    <svg viewBox="0 0 62 14" width="62" height="14" fill="currentColor">
      <path d="M0 9h3v4H0zM5 7h3v6H5zM10 4h3v9h-3zM15 1h3v12h-3z" />
      <path d="M30 3c3 0 5.500 1 7.300 2.800l-1.500 1.600A8 8 0 0 0 30 5a8 8 0 0 0-5.800 2.400l-1.500-1.600A10 10 0 0 1 30 3zm0 4.500c1.800 0 3.300.7 4.400 1.700L30 13.500l-4.400-4.300A6.300 6.300 0 0 1 30 7.500z" />
      <rect x="41.500" y="1.500" width="17" height="11" rx="3" fill="none" stroke="currentColor" opacity=".5" /><rect x="43" y="3" width="12" height="8" rx="1.700" /><path d="M60 5v4c1 0 1.600-1 1.600-2S61 5 60 5z" opacity=".5" />
    </svg>
  </div>`;
}
