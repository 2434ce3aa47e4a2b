/** What is left of a set that has a property, and whether nothing more of it can go. */
export type MinimalSet<Item> = { readonly items: readonly Item[]; readonly isMinimal: boolean };

/**
 * Takes items away as long as the rest still has the property, which all of them together have: many at a time first,
 * then one by one (deletion, as for minimal unsatisfiable sets). When more items never take the property away, nothing
 * of the answer can be spared; of several minimal sets it is the one with the later items. When time is over, the answer
 * still has the property.
 */
export function minimalSet<Item>(
  all: readonly Item[],
  holds: (items: readonly Item[]) => boolean,
  isOver: () => boolean = () => false,
): MinimalSet<Item> {
  let items = all;
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < items.length; ) {
      if (isOver()) return { items, isMinimal: false };
      const rest = items.filter((_, index) => index < at || index >= at + size);
      if (holds(rest)) items = rest;
      else at += size;
    }
  }
  return { items, isMinimal: true };
}
