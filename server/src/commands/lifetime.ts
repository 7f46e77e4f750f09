/** What a command has opened, closed in reverse order: when it is asked to stop, and when a later step fails. */
export interface Stoppable {
  stop(): Promise<void>;
}

export class Lifetime {
  readonly #abort = new AbortController();
  readonly #opened: Promise<Stoppable>[] = [];
  #stopped: Promise<void> | null = null;

  get stopping(): boolean {
    return this.#stopped !== null;
  }

  /** Aborted as soon as stopping begins: long steps give up early. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Something that is still being opened when stopping begins is awaited, then stopped. */
  open<T extends Stoppable>(make: () => T | Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    const opened = Promise.resolve().then(make);
    this.#opened.push(opened);
    return opened;
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    this.#abort.abort();
    for (const opened of this.#opened.reverse())
      await opened.then(
        (it) => it.stop(),
        () => {}, // it failed to open, and whoever opened it was told
      );
  }
}
