/**
 * For every select of the composer. The list leaves the page when it closes: a hidden listbox with the field's own name would
 * be a second thing of that name.
 */
export const selectDropdown = { shadow: "md", keepMounted: false } as const;
