const TITLES = new Set(['dr', 'mr', 'mrs', 'ms', 'miss', 'prof', 'professor', 'sir', 'dame', 'rev', 'sister']);

/** A name without case, accents and punctuation: what a search looks through. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’-]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Equal for names that may be one person's: titles left out, the words in any order. */
export const nameKey = (name: string): string =>
  plainName(name)
    .split(' ')
    .filter((word) => !TITLES.has(word))
    .sort()
    .join(' ');
