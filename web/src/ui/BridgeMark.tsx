/** The product's mark: an arch bridge. Decorative; the name stands beside it. */
export function BridgeMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0f666a" />
      <g fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round">
        <path d="M4.5 21.5h23" />
        <path d="M6.5 21.5C9.5 6.5 22.5 6.5 25.5 21.5" />
        <path d="M11.5 15v6.5M16 12.5v9M20.5 15v6.5" strokeWidth="1.6" />
      </g>
    </svg>
  );
}
