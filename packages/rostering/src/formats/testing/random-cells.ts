import type { Random } from '../../solve/random.ts';

/**
 * A line of shift ids that looks like a rota: runs of work and of rest, mostly of one shift that may be worked, and
 * seldom anything at all, so that about as many lines keep the rules as break one.
 */
export function randomCells(days: number, shifts: readonly string[], random: Random): string[] {
  const cells: string[] = [];
  let isWork = random(2) === 0;
  const [usual] = [shifts[random(shifts.length)]!];
  while (cells.length < days) {
    const length = isWork ? 2 + random(4) : 1 + random(4);
    for (let day = 0; day < length; day++) {
      if (!isWork) cells.push('');
      else cells.push(random(6) === 0 ? shifts[random(shifts.length)]! : usual);
    }
    isWork = !isWork;
  }
  return cells.slice(0, days);
}
