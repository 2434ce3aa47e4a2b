/** Objects that never change, and what they are as JSON once that was asked for. */
const texts = new WeakMap<object, string | null>();
const lists = new WeakSet<object>();

/** Says that an object never changes and is answered again and again: its JSON is made once. */
export function keepText<Value extends object>(value: Value): Value {
  if (!texts.has(value)) texts.set(value, null);
  return value;
}

/** Says of an answer that its lists hold objects of `keepText`. Its own values have no `toJSON`. */
export function ofKeptTexts<Answer extends object>(answer: Answer): Answer {
  lists.add(answer);
  return answer;
}

function textOfItem(item: unknown): string {
  const known = typeof item === 'object' && item !== null ? texts.get(item) : undefined;
  if (known) return known;
  const text = JSON.stringify(item) ?? 'null';
  if (known === null) texts.set(item as object, text);
  return text;
}

function textOfField([name, value]: readonly [string, unknown]): string {
  const text = Array.isArray(value) ? `[${value.map(textOfItem).join()}]` : JSON.stringify(value);
  return text === undefined ? '' : `${JSON.stringify(name)}:${text}`;
}

/** An answer as JSON, as JSON.stringify gives it; undefined where it has none. */
export function textOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !lists.has(answer)) return JSON.stringify(answer);
  return `{${Object.entries(answer)
    .map(textOfField)
    .filter((field) => field !== '')
    .join()}}`;
}
