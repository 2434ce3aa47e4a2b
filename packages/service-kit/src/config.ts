import type { z } from 'zod';

/** A setting that is missing or wrong: names each variable and says what to write. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config';
}

/**
 * Reads settings from environment variables through one schema. Give each field a `.describe()` that says what to
 * write: it is shown when the value is wrong.
 */
export function configFrom<Shape extends z.ZodRawShape>(
  env: Readonly<Record<string, string | undefined>>,
  schema: z.ZodObject<Shape>,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(schema.shape)
      .filter((name) => env[name] !== undefined && env[name] !== '')
      .map((name) => [name, env[name]]),
  );
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const field = schema.shape[name] as unknown as z.ZodType | undefined;
    // A secret is not repeated.
    const found = name.endsWith('_KEY') ? "can't be used" : `is "${given[name]}"`;
    return `${name} ${name in given ? found : 'is missing'}: ${field?.description ?? issue.message}`;
  });
  throw new ConfigError(`Settings are wrong.\n${lines.join('\n')}`);
}
