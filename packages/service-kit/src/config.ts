import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A setting that is missing or wrong: names each variable and says what to write. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config';
}

/** The value of a variable: its own, else the text of the file that `<name>_FILE` names, as secrets are given. */
function settingIn(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (env[name] || !file) return env[name];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new ConfigError(`${name}_FILE is "${file}", and that can't be read: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Reads settings from environment variables through one schema, or from the files that `<name>_FILE` variables name.
 * Give each field a `.describe()` that says what to write: it is shown when the value is wrong. A
 * key, and what came from a file, is not repeated.
 */
export function configFrom<Shape extends z.ZodRawShape>(
  env: Readonly<Record<string, string | undefined>>,
  schema: z.ZodObject<Shape>,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(schema.shape)
      .map((name) => [name, settingIn(env, name)])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const field = schema.shape[name] as unknown as z.ZodType | undefined;
    // A secret is not repeated.
    const found = name.endsWith('_KEY') || !env[name] ? "can't be used" : `is "${given[name]}"`;
    return `${name} ${name in given ? found : 'is missing'}: ${field?.description ?? issue.message}`;
  });
  throw new ConfigError(`Settings are wrong.\n${lines.join('\n')}`);
}
