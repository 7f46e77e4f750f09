/** Live events for open pages (SSE). Costs nothing while nobody listens; a flood is cut, pages then reload. */

export interface LiveEvent {
  type: "message" | "status" | "typing" | "log" | "key" | "signup" | "dropped";
  [key: string]: unknown;
}

const MAX_PER_WINDOW = 200;
const WINDOW_MS = 250;

export class LiveFeed {
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  private windowStart = 0;
  private inWindow = 0;

  get listening(): boolean {
    return this.listeners.size > 0;
  }

  listen(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** `make` runs only when somebody listens. */
  emit(make: () => LiveEvent): void {
    if (this.listeners.size === 0) return;
    const now = Date.now();
    if (now - this.windowStart > WINDOW_MS) {
      this.windowStart = now;
      this.inWindow = 0;
    }
    this.inWindow++;
    if (this.inWindow > MAX_PER_WINDOW + 1) return;
    const event: LiveEvent = this.inWindow > MAX_PER_WINDOW ? { type: "dropped" } : make();
    for (const listener of this.listeners) listener(event);
  }
}
