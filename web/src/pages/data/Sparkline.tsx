import classes from "./data.module.css";

type Props = { days: { day: string; count: number }[]; label: string; width?: number; height?: number };

const shownDays = 31;

/** Thirty-one bars, one a day, ending today; a day without any is a thin line. */
export function Sparkline({ days, label, width = 124, height = 26 }: Props) {
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const today = Date.now();
  const bars = Array.from({ length: shownDays }, (_, at) => {
    const day = new Date(today - (shownDays - 1 - at) * 86_400_000).toISOString().slice(0, 10);
    return { day, count: counts.get(day) ?? 0 };
  });
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = width / shownDays;
  return (
    <svg className={classes.spark} width={width} height={height} role="img" aria-label={label}>
      {bars.map(({ day, count }, at) => {
        const tall = Math.max(1, (count / most) * height);
        return (
          <rect
            key={day}
            x={at * step}
            y={height - tall}
            width={step - 1}
            height={tall}
            rx={1}
            fill="currentColor"
            opacity={count === 0 ? 0.3 : 1}
          />
        );
      })}
    </svg>
  );
}
