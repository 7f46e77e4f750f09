const storageKey = "ponte.workspace";

/** The workspace this browser looked at last. */
export const lastWorkspace = {
  get: (): string | null => localStorage.getItem(storageKey),
  set: (slug: string): void => localStorage.setItem(storageKey, slug),
};
