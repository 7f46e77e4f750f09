import classes from "./connection.module.css";

/** A line without axes: how an amount went. `label` says it in words. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map(
    (value, index) => `${(100 * index) / (values.length - 1)},${36 - (32 * (value - low)) / span}`,
  );
  return (
    <svg
      className={classes.sparkline}
      viewBox="0 0 100 40"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
