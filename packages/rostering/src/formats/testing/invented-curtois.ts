import { randomFrom } from '../../solve/random.ts';

export type Invented = {
  readonly days: number;
  readonly staff: number;
  readonly shifts: number;
  readonly seed: number;
};

/**
 * An instance of the Curtois format, invented from a seed: shifts of three bands (early, late, night) of 8, 10 or 12
 * hours, staff with their own limits and skills, leave, requests, and a cover row for each day and shift.
 */
export function inventedCurtois({ days, staff, shifts, seed }: Invented): string {
  const random = randomFrom(seed);
  const between = (from: number, to: number) => from + random(to - from + 1);
  const ids = Array.from({ length: shifts }, (_, at) => `S${at}`);
  const bands = ids.map((_, at) => Math.floor((at * 3) / shifts));
  const minutes = ids.map(() => [480, 480, 600, 720][random(4)]!);
  const weeks = days / 7;
  const worked = Math.round(days * 0.55);
  const people = Array.from({ length: staff }, (_, at) => `P${at}`);
  const skilled = people.map(() => ids.map(() => random(4) > 0));
  // Everybody has one shift that may be worked on any day, so that the limits of the others contradict nothing.
  const usual = skilled.map((row) => {
    const shift = random(shifts);
    row[shift] = true;
    return shift;
  });
  const lines = ['# Invented', 'SECTION_HORIZON', `${days}`, '', 'SECTION_SHIFTS'];
  ids.forEach((id, at) => {
    const after = ids.filter((_, next) => bands[next]! < bands[at]!);
    lines.push(`${id},${minutes[at]},${after.join('|')}`);
  });
  lines.push('', 'SECTION_STAFF');
  people.forEach((id, at) => {
    const most = between(Math.max(1, worked - 3), worked + 1) * 480;
    const limits = ids.map((shift, code) => {
      const isScarce = random(3) === 0 && code !== usual[at];
      return `${shift}=${skilled[at]![code] ? (isScarce ? between(1, Math.max(1, Math.round(days / 6))) : days) : 0}`;
    });
    const minConsecutive = between(1, 3);
    lines.push(
      [
        id,
        limits.join('|'),
        most,
        Math.max(0, most - [between(1, 4), worked][random(2)]! * 480),
        between(Math.max(4, minConsecutive), 6),
        minConsecutive,
        between(1, 3),
        between(Math.floor(weeks / 2), weeks),
      ].join(','),
    );
  });
  lines.push('', 'SECTION_DAYS_OFF');
  for (const id of people) {
    const off = Array.from({ length: random(3) }, () => random(days));
    if (off.length > 0) lines.push(`${id},${off.join(',')}`);
  }
  for (const kind of ['ON', 'OFF']) {
    lines.push('', `SECTION_SHIFT_${kind}_REQUESTS`);
    for (const id of people) {
      for (let count = random(4); count > 0; count--) {
        lines.push(`${id},${random(days)},${ids[random(shifts)]},${between(1, 3)}`);
      }
    }
  }
  lines.push('', 'SECTION_COVER');
  for (let day = 0; day < days; day++) {
    for (const id of ids) lines.push(`${day},${id},${random(2 + Math.floor((staff * 0.8) / shifts))},100,1`);
  }
  return `${lines.join('\r\n')}\r\n`;
}
