/**
 * A timer wheel: many thousand deadlines share one interval timer.
 * Items fall into slots of `tickMs`; every tick hands over the items of the slots that are due, in order.
 */
export class TimerWheel<T> {
  private readonly slots = new Map<number, T[]>();
  private readonly timer: NodeJS.Timeout;
  private readonly tickMs: number;
  private readonly onDue: (items: T[]) => void;
  private cursor: number;
  private count = 0;

  constructor(onDue: (items: T[]) => void, tickMs = 20) {
    this.onDue = onDue;
    this.tickMs = tickMs;
    this.cursor = Math.floor(Date.now() / tickMs);
    this.timer = setInterval(() => this.tick(), tickMs);
    this.timer.unref();
  }

  get size(): number {
    return this.count;
  }

  /** Hands `item` over at about `atMs` (never before). */
  add(atMs: number, item: T): void {
    const slot = Math.max(Math.ceil(atMs / this.tickMs), this.cursor + 1);
    const items = this.slots.get(slot);
    if (items) items.push(item);
    else this.slots.set(slot, [item]);
    this.count++;
  }

  /** Hands over everything that waits, however far ahead, in order of time. Returns how many. */
  fireAll(): number {
    const due = [...this.slots.keys()].sort((a, b) => a - b);
    let fired = 0;
    for (const slot of due) fired += this.fire(slot);
    return fired;
  }

  clear(): void {
    this.slots.clear();
    this.count = 0;
  }

  stop(): void {
    clearInterval(this.timer);
    this.clear();
  }

  private tick(): void {
    const now = Math.floor(Date.now() / this.tickMs);
    while (this.cursor < now) this.fire(++this.cursor);
  }

  private fire(slot: number): number {
    const items = this.slots.get(slot);
    if (!items) return 0;
    this.slots.delete(slot);
    this.count -= items.length;
    this.onDue(items);
    return items.length;
  }
}
