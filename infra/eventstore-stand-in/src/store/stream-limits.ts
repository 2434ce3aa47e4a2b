/** What the metadata of a stream says about which of its events may be read. */
export type StreamLimits = {
  readonly truncateBefore: bigint;
  readonly maxCount: bigint | null;
  readonly maxAgeSeconds: bigint | null;
};

const NONE: StreamLimits = { truncateBefore: 0n, maxCount: null, maxAgeSeconds: null };

/** Reads `$tb`, `$maxCount` and `$maxAge` exactly, also past 2^53. What is no JSON object limits nothing. */
export function parseLimits(data: Uint8Array): StreamLimits {
  const fields = parseExact(data);
  if (!fields) return NONE;
  const whole = (name: string) => (typeof fields[name] === 'bigint' ? fields[name] : null);
  return { truncateBefore: whole('$tb') ?? 0n, maxCount: whole('$maxCount'), maxAgeSeconds: whole('$maxAge') };
}

/** The metadata in `before` with `change` over it, as JSON. */
export function metadataWith(before: Uint8Array | undefined, change: Readonly<Record<string, bigint>>): string {
  const { $tb: _replaced, ...kept } = (before && parseExact(before)) || {};
  const fields = { ...kept, ...change };
  const text = Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}:${write(value)}`);
  return `{${text.join(',')}}`;
}

const write = (value: unknown): string =>
  typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'null');

function parseExact(data: Uint8Array): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(data));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    const text = new TextDecoder().decode(data);
    const fields: Record<string, unknown> = { ...parsed };
    for (const name of ['$tb', '$maxCount', '$maxAge']) {
      const digits = new RegExp(`"\\${name}"\\s*:\\s*(\\d+)`).exec(text)?.[1];
      if (digits !== undefined && typeof fields[name] === 'number') fields[name] = BigInt(digits);
    }
    return fields;
  } catch {
    return undefined;
  }
}
