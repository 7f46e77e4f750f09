const deckY = 250;
const arches = [
  { from: 40, to: 300, top: 128 },
  { from: 300, to: 640, top: 84 },
];

/** Height of a parabolic arch above `x`. */
function archY({ from, to, top }: (typeof arches)[number], x: number): number {
  const t = (x - from) / (to - from);
  return deckY - 4 * (deckY - top) * t * (1 - t);
}

function hangers(arch: (typeof arches)[number]): string {
  const count = Math.round((arch.to - arch.from) / 26);
  const xs = Array.from(
    { length: count - 1 },
    (_, i) => arch.from + ((i + 1) * (arch.to - arch.from)) / count,
  );
  return xs.map((x) => `M${x.toFixed(1)} ${archY(arch, x).toFixed(1)}V${deckY}`).join("");
}

function archPath({ from, to, top }: (typeof arches)[number]): string {
  return `M${from} ${deckY}Q${(from + to) / 2} ${2 * top - deckY} ${to} ${deckY}`;
}

const ripples = [
  [70, 292, 120],
  [250, 300, 180],
  [500, 290, 150],
  [150, 318, 90],
  [380, 322, 200],
  [90, 344, 150],
  [330, 346, 90],
  [530, 342, 70],
];

/** Two arches over calm water: the log-in page's picture. */
export function BridgeScene() {
  return (
    <svg viewBox="0 0 680 380" width="100%" focusable="false" aria-hidden="true">
      <circle cx="498" cy="150" r="58" fill="#fff" opacity="0.1" />
      <g fill="none" stroke="#fff" strokeLinecap="round">
        {arches.map((arch) => (
          <g key={arch.from}>
            <path d={hangers(arch)} strokeWidth="1.4" opacity="0.55" />
            <path d={archPath(arch)} strokeWidth="4" />
          </g>
        ))}
        <path d={`M0 ${deckY}H680`} strokeWidth="4" />
        <path d="M40 250v34M300 250v44M640 250v34" strokeWidth="6" />
        <path
          d={ripples.map(([x, y, length]) => `M${x} ${y}h${length}`).join("")}
          strokeWidth="1.6"
          opacity="0.35"
        />
      </g>
    </svg>
  );
}
