import { type CpuSeconds, cpuBetween, cpuSeconds } from "./cpu.ts";

/** One measured number, beside what the same work costs without the product around it. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  /** Default: per second. Of milliseconds a smaller value is the better one. */
  readonly unit?: "1/s" | "ms";
  /** How many rows the work was over, where it is not the bench's size. */
  readonly over?: number;
  readonly yardstick: string;
  readonly yardstickValue: number;
  /** Processor seconds behind `value`, by process. */
  readonly cpu: CpuSeconds;
}

export function printFigure({
  figure,
  value,
  unit = "1/s",
  over,
  yardstick,
  yardstickValue,
  cpu,
}: Figure): void {
  const ratio = Number((value / yardstickValue).toFixed(3));
  console.log(
    JSON.stringify({
      figure,
      value,
      unit,
      ...(over === undefined ? {} : { over }),
      yardstick,
      yardstick_value: yardstickValue,
      ratio,
      cpu_s: cpu,
    }),
  );
}

export interface Measured {
  readonly seconds: number;
  readonly cpu: CpuSeconds;
}

export async function timed(work: () => Promise<unknown>): Promise<Measured> {
  const before = cpuSeconds();
  const start = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, cpu: cpuBetween(before, cpuSeconds()) };
}

export function perSecond(count: number, seconds: number): number {
  return Math.round(count / seconds);
}

/** Resolves when `reached` is true; looks every 20 ms. */
export async function until(reached: () => Promise<boolean>, seconds = 300): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error("the benchmark did not come to its end in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
