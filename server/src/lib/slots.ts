/**
 * How much of something costly runs at once in this process: so many for one workspace, so many in all. A slot that is not free
 * is refused at once: whoever asks again and again must not fill a queue, and others keep their connections to the database.
 */
export interface SlotLimits {
  readonly perKey: number;
  readonly inAll: number;
}

export interface Slots {
  /** null: none is free. Otherwise call it when the work is over, once. */
  take(key: string): (() => void) | null;
}

export function createSlots({ perKey, inAll }: SlotLimits): Slots {
  const used = new Map<string, number>();
  let all = 0;
  return {
    take(key) {
      const mine = used.get(key) ?? 0;
      if (mine >= perKey || all >= inAll) return null;
      used.set(key, mine + 1);
      all++;
      return () => {
        const left = (used.get(key) ?? 1) - 1;
        if (left > 0) used.set(key, left);
        else used.delete(key);
        all--;
      };
    },
  };
}
