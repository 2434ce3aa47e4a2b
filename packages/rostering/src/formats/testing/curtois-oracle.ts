/** [employee][day] the shift's id, '' for a day off. */
export type Cells = readonly (readonly string[])[];

/** What the oracle says of one employee: which hard rules are broken, and what the requests cost. */
export type Judged = { readonly breaks: readonly string[]; readonly requests: number };

/**
 * Judges a roster straight from the words of the Curtois format, apart from everything else: it reads the text itself,
 * for well-formed instances only, and knows no automaton, counter or table.
 */
export function judgeCurtois(
  text: string,
  roster: Cells,
): { readonly staff: readonly Judged[]; readonly cover: number } {
  const section = sectionsOf(text);
  const horizon = Number(section('HORIZON')[0]![0]);
  const lengthOf = new Map(section('SHIFTS').map(([id, length]) => [id!, Number(length)]));
  const forbidden = new Set(
    section('SHIFTS').flatMap(([id, , after]) => (after ?? '').split('|').map((next) => `${id}>${next}`)),
  );
  const staff = section('STAFF').map((row, at): Judged => {
    const [id, limits, ...numbers] = row;
    const [maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = numbers.map(Number);
    const cells = roster[at]!;
    const breaks: string[] = [];
    for (const limit of limits!.split('|')) {
      const [shift, max] = limit.split('=');
      if (cells.filter((cell) => cell === shift).length > Number(max)) breaks.push('shifts');
    }
    const minutes = cells.reduce((sum, cell) => sum + (lengthOf.get(cell) ?? 0), 0);
    if (minutes > maxMinutes! || minutes < minMinutes!) breaks.push('minutes');
    if (cells.some((cell, day) => day > 0 && cell !== '' && forbidden.has(`${cells[day - 1]}>${cell}`)))
      breaks.push('succession');
    for (const run of cells
      .map((cell) => (cell === '' ? '-' : 'x'))
      .join('')
      .matchAll(/x+|-+/g)) {
      const days = run[0].length;
      const touches = run.index === 0 || run.index + days === horizon;
      const isWork = run[0].startsWith('x');
      if (isWork && days > maxRun!) breaks.push('too many days');
      if (!touches && days < (isWork ? minRun! : minOff!)) breaks.push('too few days');
    }
    const weekends = Array.from({ length: horizon / 7 }, (_, week) => cells[7 * week + 5] || cells[7 * week + 6]);
    if (weekends.filter(Boolean).length > maxWeekends!) breaks.push('weekends');
    for (const [who, ...days] of section('DAYS_OFF'))
      if (who === id && days.some((day) => cells[Number(day)] !== '')) breaks.push('day off');
    let requests = 0;
    for (const [who, day, shift, weight] of section('SHIFT_ON_REQUESTS'))
      if (who === id && cells[Number(day)] !== shift) requests += Number(weight);
    for (const [who, day, shift, weight] of section('SHIFT_OFF_REQUESTS'))
      if (who === id && cells[Number(day)] === shift) requests += Number(weight);
    return { breaks, requests };
  });
  let cover = 0;
  for (const [day, shift, wanted, under, over] of section('COVER')) {
    const missing = Number(wanted) - roster.filter((cells) => cells[Number(day)] === shift).length;
    cover += missing > 0 ? missing * Number(under) : -missing * Number(over);
  }
  return { staff, cover };
}

function sectionsOf(text: string): (name: string) => string[][] {
  const sections = new Map<string, string[][]>();
  let rows: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('SECTION_')) {
      rows = [];
      sections.set(line.slice('SECTION_'.length), rows);
    } else rows.push(line.split(','));
  }
  return (name) => sections.get(name) ?? [];
}
