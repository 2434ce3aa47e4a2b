/** About how many characters a JSON value has: enough to bound what is held in memory. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let weight = 16;
  if (value instanceof Uint8Array) return weight + value.length;
  if (Array.isArray(value)) for (const item of value) weight += weightOf(item);
  else for (const key in value) weight += key.length + weightOf((value as Record<string, unknown>)[key]);
  return weight;
}
