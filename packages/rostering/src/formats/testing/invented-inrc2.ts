import { randomFrom } from '../../solve/random.ts';
import { type TextFile, WEEKDAYS } from '../inrc2-text.ts';

export type InventedInrc2 = {
  readonly nurses: number;
  readonly weeks: number;
  readonly seed: number;
};

/** An instance of the INRC-II format, invented from a seed: two to four shifts, one to three skills, any history. */
export function inventedInrc2({ nurses, weeks, seed }: InventedInrc2) {
  const random = randomFrom(seed);
  const between = (from: number, to: number) => from + random(to - from + 1);
  const range = (from: number, to: number, wide: number) => {
    const least = between(from, to);
    return `(${least},${least + random(wide + 1)})`;
  };
  const shifts = ['Early', 'Day', 'Late', 'Night'].slice(0, between(2, 4));
  const skills = ['HeadNurse', 'Nurse', 'Trainee'].slice(0, between(1, 3));
  const contracts = ['FullTime', 'PartTime'];
  const names = Array.from({ length: nurses }, (_, at) => `N${at}`);
  const scenario = [
    'SCENARIO = invented',
    '',
    `WEEKS = ${weeks}`,
    '',
    `SKILLS = ${skills.length}`,
    ...skills,
    '',
    `SHIFT_TYPES = ${shifts.length}`,
    ...shifts.map((id) => `${id} ${range(1, 4, 3)}`),
    '',
    'FORBIDDEN_SHIFT_TYPES_SUCCESSIONS',
    ...shifts.map((id, at) => [id, at, ...shifts.slice(0, at)].join(' ')),
    '',
    `CONTRACTS = ${contracts.length}`,
    ...contracts.map(
      (id) => `${id} ${range(2, 5 * weeks, 4)} ${range(1, 4, 3)} ${range(1, 3, 2)} ${random(weeks + 1)} ${random(2)}`,
    ),
    '',
    `NURSES = ${nurses}`,
    ...names.map((id) => {
      const own = skills.slice(0, between(1, skills.length));
      return [id, contracts[random(2)], own.length, ...own].join(' ');
    }),
  ];
  const history = [
    'HISTORY',
    '0 invented',
    '',
    'NURSE_HISTORY',
    ...names.map((id) => {
      if (random(2) === 0) return `${id} ${random(4)} ${random(2)} None 0 0 ${between(1, 5)}`;
      const inARow = between(1, 3);
      return `${id} ${random(4)} ${random(2)} ${shifts[random(shifts.length)]} ${inARow} ${inARow + random(3)} 0`;
    }),
  ];
  const weekOf = () => {
    const requests = Array.from(
      { length: random(nurses + 1) },
      () => `${names[random(nurses)]} ${['Any', ...shifts][random(shifts.length + 1)]} ${WEEKDAYS[random(7)]}`,
    );
    const rows = shifts.flatMap((shift) =>
      skills.map((skill) => `${shift} ${skill} ${WEEKDAYS.map(() => range(0, 1, 2)).join(' ')}`),
    );
    return [
      'WEEK_DATA',
      'invented',
      '',
      'REQUIREMENTS',
      ...rows,
      '',
      `SHIFT_OFF_REQUESTS = ${requests.length}`,
      ...requests,
    ];
  };
  const file = (name: string, lines: readonly string[]): TextFile => ({ name, text: `${lines.join('\n')}\n` });
  return {
    scenario: file('Sc-invented.txt', scenario),
    history: file('H0-invented-0.txt', history),
    weeks: Array.from({ length: weeks }, (_, week) => file(`WD-invented-${week}.txt`, weekOf())),
  };
}
