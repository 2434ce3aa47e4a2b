import { describe, expect, test } from 'vitest';
import type { Candidate, OpenDuty, Placement, Problem } from '../model.ts';
import { instantOf } from '../zone.ts';
import type { Proposal, RepairOptions } from './repair/model.ts';
import { repair } from './repair.ts';

const ZONE = 'Europe/London';
const at = (date: string, time: string) => instantOf(ZONE, date, time);

const shift = (
  id: string,
  [date, from, to]: readonly [string, string, string],
  more: Partial<OpenDuty> = {},
): OpenDuty => ({
  id,
  site: 'north',
  kind: 'shift',
  start: at(date, from),
  end: at(date, to),
  breakMinutes: 60,
  expectedWorkMinutes: 0,
  count: 1,
  eligible: [],
  gapCost: 1000,
  ...more,
});
const person = (id: string): Candidate => ({
  id,
  optOut48: false,
  employments: [{ employer: 'north', assignment: id, pack: 'EN-RD-2016', wte: 1, annualLeaveDays: 27 }],
  leave: [],
  elsewhere: [],
  contractedMinutes: null,
});
const problemWith = (duties: readonly OpenDuty[], people: readonly string[]): Problem => ({
  frame: {
    zone: ZONE,
    period: { from: '2026-11-02', to: '2026-11-16' },
    known: { from: '2026-11-02', to: '2026-11-16' },
    travelMinutes: () => 0,
  },
  people: people.map(person),
  duties,
  pins: [],
  weights: { softFinding: 50, hoursBalance: 1, fairness: 20, travelMinute: 1 },
});
const options = (change: RepairOptions['change'], more: Partial<RepairOptions> = {}): RepairOptions => ({
  now: at('2026-11-03', '07:00'),
  change,
  noticeDays: 3,
  seed: 1,
  steps: 20,
  ...more,
});
const told = ({ changes }: Proposal) =>
  changes.map(({ duty, out, in: joins }) => `${duty}: ${out?.person ?? '-'} > ${joins?.person ?? '-'}`);

describe('somebody is ill', () => {
  const illOn = (person: string, from: string, to: string) => ({ absent: [{ person, from, to }] });

  test('whoever is free takes the place, and both moves say why and by which record', async () => {
    const problem = problemWith(
      [shift('theatre', ['2026-11-05', '08:00', '17:00'], { eligible: ['ada', 'ben', 'cat'] })],
      ['ada', 'ben', 'cat'],
    );
    const proposal = await repair(
      problem,
      [{ duty: 'theatre', person: 'ada' }],
      options(illOn('ada', '2026-11-05', '2026-11-06')),
    );
    expect(proposal).toEqual({
      changes: [
        {
          duty: 'theatre',
          out: { person: 'ada', rule: 'LEAVE', records: ['ada'], reason: 'Absent from 2026-11-05 until 2026-11-06.' },
          in: {
            person: 'ben',
            rule: null,
            records: ['ada'],
            reason:
              'Takes the place that an absence has opened; of 3 eligible, 2 were free at that time. ' +
              'Inside the notice period, because the place would stay empty.',
          },
          isShortNotice: true,
        },
      ],
      gaps: [],
      before: { gaps: 1000, total: 1000 },
      after: { gaps: 0, total: 0 },
      disturbed: { people: 1, atShortNotice: 1 },
      begun: [],
    });
  });

  test('where nobody is free a chain of moves closes the gap: who gives up what, and for which rule', async () => {
    const problem = problemWith(
      [
        shift('icu', ['2026-11-05', '08:00', '17:00'], { eligible: ['ada', 'ben'], gapCost: 5000 }),
        shift('clinic', ['2026-11-05', '13:00', '18:00'], { eligible: ['ben', 'cat'] }),
      ],
      ['ada', 'ben', 'cat'],
    );
    const published = [
      { duty: 'icu', person: 'ada' },
      { duty: 'clinic', person: 'ben' },
    ];
    const proposal = await repair(problem, published, options(illOn('ada', '2026-11-05', '2026-11-06')));
    expect(told(proposal)).toEqual(['icu: ada > ben', 'clinic: ben > cat']);
    expect(proposal.changes[1]!.out).toEqual({
      person: 'ben',
      rule: 'OVERLAP',
      records: ['icu'],
      reason: 'Is needed for icu at the same time.',
    });
    expect(proposal.disturbed).toEqual({ people: 2, atShortNotice: 2 });
  });

  test('a chain of four people closes a gap that no shorter one does', async () => {
    const names = ['ada', 'ben', 'cat', 'dan', 'eve'];
    const duties = names
      .slice(0, 4)
      .map((name, index) =>
        shift(`of ${name}`, ['2026-11-05', '08:00', '17:00'], { eligible: [name, names[index + 1]!] }),
      );
    const published = duties.map(({ id }, index) => ({ duty: id, person: names[index]! }));
    const change = illOn('ada', '2026-11-05', '2026-11-06');
    const proposal = await repair(problemWith(duties, names), published, options(change, { steps: 0 }));
    expect(told(proposal)).toEqual([
      'of ada: ada > ben',
      'of ben: ben > cat',
      'of cat: cat > dan',
      'of dan: dan > eve',
    ]);
  });

  test('a rule stands between: the shift before it goes to somebody else, and the rule is named', async () => {
    const problem = problemWith(
      [
        shift('late', ['2026-11-04', '13:00', '22:00'], { eligible: ['ben', 'cat'] }),
        shift('early', ['2026-11-05', '07:00', '15:00'], { eligible: ['ada', 'ben'] }),
      ],
      ['ada', 'ben', 'cat'],
    );
    const published = [
      { duty: 'late', person: 'ben' },
      { duty: 'early', person: 'ada' },
    ];
    const proposal = await repair(problem, published, options(illOn('ada', '2026-11-05', '2026-11-06')));
    expect(told(proposal)).toEqual(['late: ben > cat', 'early: ada > ben']);
    expect(proposal.changes[0]!.out).toMatchObject({
      rule: 'WTR-DAILY',
      records: ['early'],
      reason: 'Both would break WTR-DAILY: gives it up for early.',
    });
  });

  test('patients come first: a shortage is moved to where it harms least, and stays open with its reasons', async () => {
    const problem = problemWith(
      [
        shift('icu', ['2026-11-05', '08:00', '17:00'], { eligible: ['ada', 'ben'], gapCost: 5000 }),
        shift('audit', ['2026-11-05', '09:00', '12:00'], { eligible: ['ben'], gapCost: 100 }),
      ],
      ['ada', 'ben'],
    );
    const published = [
      { duty: 'icu', person: 'ada' },
      { duty: 'audit', person: 'ben' },
    ];
    const proposal = await repair(problem, published, options(illOn('ada', '2026-11-05', '2026-11-06')));
    expect(told(proposal)).toEqual(['icu: ada > ben', 'audit: ben > -']);
    expect(proposal.gaps).toEqual([{ duty: 'audit', places: 1, reasons: [{ reason: 'already-working', people: 1 }] }]);
    expect([proposal.before.gaps, proposal.after.gaps]).toEqual([5000, 100]);
  });

  test('nobody is moved for a place that costs no more than the one they would leave', async () => {
    const problem = problemWith(
      [
        shift('one', ['2026-11-05', '08:00', '17:00'], { eligible: ['ada', 'ben'] }),
        shift('other', ['2026-11-05', '09:00', '12:00'], { eligible: ['ben'] }),
      ],
      ['ada', 'ben'],
    );
    const published = [
      { duty: 'one', person: 'ada' },
      { duty: 'other', person: 'ben' },
    ];
    const proposal = await repair(problem, published, options(illOn('ada', '2026-11-05', '2026-11-06')));
    expect(told(proposal)).toEqual(['one: ada > -']);
    expect(proposal.gaps.map(({ duty }) => duty)).toEqual(['one']);
  });

  test('one person takes both places rather than two one each', async () => {
    const duties = ['2026-11-09', '2026-11-10', '2026-11-11'].map((date) =>
      shift(`day ${date}`, [date, '08:00', '17:00'], { eligible: ['ada', 'ben', 'cat', 'dan'] }),
    );
    const published = duties.map(({ id }) => ({ duty: id, person: 'ada' }));
    const problem = problemWith(duties, ['ada', 'ben', 'cat', 'dan']);
    const proposal = await repair(problem, published, options(illOn('ada', '2026-11-09', '2026-11-12')));
    expect(proposal.disturbed).toEqual({ people: 1, atShortNotice: 0 });
  });

  test('a later move is made rather than one at short notice', async () => {
    // Either would rest too little: ben after tomorrow's late shift, cat before a night outside the notice period.
    const problem = problemWith(
      [
        shift('late', ['2026-11-05', '13:00', '22:00'], { eligible: ['ben', 'dan'] }),
        shift('early', ['2026-11-06', '06:00', '14:00'], { eligible: ['ada', 'ben', 'cat'] }),
        shift('evening', ['2026-11-06', '18:00', '23:00'], { eligible: ['cat', 'dan'] }),
      ],
      ['ada', 'ben', 'cat', 'dan'],
    );
    const published = [
      { duty: 'late', person: 'ben' },
      { duty: 'early', person: 'ada' },
      { duty: 'evening', person: 'cat' },
    ];
    const proposal = await repair(problem, published, options(illOn('ada', '2026-11-06', '2026-11-07')));
    expect(told(proposal)).toEqual(['early: ada > cat', 'evening: cat > dan']);
    expect(proposal.disturbed).toEqual({ people: 2, atShortNotice: 0 });
  });

  test('what has begun stays, and is told', async () => {
    const problem = problemWith(
      [
        shift('begun', ['2026-11-03', '06:00', '14:00'], { eligible: ['ada', 'ben'] }),
        shift('next', ['2026-11-04', '06:00', '14:00'], { eligible: ['ada', 'ben'] }),
      ],
      ['ada', 'ben'],
    );
    const published = [
      { duty: 'begun', person: 'ada' },
      { duty: 'next', person: 'ada' },
    ];
    const proposal = await repair(problem, published, options(illOn('ada', '2026-11-03', '2026-11-05')));
    expect(told(proposal)).toEqual(['next: ada > ben']);
    expect(proposal.begun).toEqual([{ duty: 'begun', person: 'ada' }]);
  });
});

test('a clinic is cancelled: who had it is free, and takes what was asked to be filled', async () => {
  const problem = problemWith(
    [
      shift('clinic', ['2026-11-05', '08:00', '12:00'], { eligible: ['ada'] }),
      shift('ward', ['2026-11-05', '09:00', '17:00'], { eligible: ['ada'] }),
    ],
    ['ada'],
  );
  const published = [{ duty: 'clinic', person: 'ada' }];
  const alone = await repair(problem, published, options({ cancelled: ['clinic'] }));
  expect(told(alone)).toEqual(['clinic: ada > -']);
  expect(alone.changes[0]!.out!.reason).toBe('The duty is cancelled.');
  expect(alone.gaps).toEqual([]);
  const filled = await repair(problem, published, options({ cancelled: ['clinic'], fill: ['ward'] }));
  expect(told(filled)).toEqual(['clinic: ada > -', 'ward: - > ada']);
});

test('pins stay where they are, also where moving them would close a gap', async () => {
  const problem = problemWith(
    [
      shift('icu', ['2026-11-05', '08:00', '17:00'], { eligible: ['ada', 'ben'], gapCost: 5000 }),
      shift('clinic', ['2026-11-05', '13:00', '18:00'], { eligible: ['ben', 'cat'] }),
    ],
    ['ada', 'ben', 'cat'],
  );
  const published = [
    { duty: 'icu', person: 'ada' },
    { duty: 'clinic', person: 'ben' },
  ];
  const change = { absent: [{ person: 'ada', from: '2026-11-05', to: '2026-11-06' }] };
  const proposal = await repair({ ...problem, pins: [published[1]!] }, published, options(change));
  expect(told(proposal)).toEqual(['icu: ada > -']);
});

describe('a repair', () => {
  const problem = problemWith(
    [shift('day', ['2026-11-05', '08:00', '17:00'], { eligible: ['ada', 'ben'] })],
    ['ada', 'ben'],
  );
  const published = [{ duty: 'day', person: 'ada' }];
  const change = { absent: [{ person: 'ada', from: '2026-11-05', to: '2026-11-06' }] };

  test('gives its first answer at once, and rejects with the reason of an abort', async () => {
    const stop = new AbortController();
    const answers: Proposal[] = [];
    const onProgress = (proposal: Proposal) => {
      answers.push(proposal);
      stop.abort(new Error('enough'));
    };
    const run = repair(problem, published, options(change, { steps: 1_000_000_000, signal: stop.signal, onProgress }));
    await expect(run).rejects.toThrow('enough');
    expect(told(answers[0]!)).toEqual(['day: ada > ben']);
    const never = repair(problem, published, options(change, { signal: AbortSignal.abort(new Error('never mind')) }));
    await expect(never).rejects.toThrow('never mind');
  });

  test.each<readonly [string, RepairOptions, readonly Placement[], string]>([
    ['an unknown duty was published', options(change), [{ duty: 'ghost', person: 'ada' }], 'unknown-id'],
    ['an unknown person was published', options(change), [{ duty: 'day', person: 'ghost' }], 'unknown-id'],
    ['an unknown duty is cancelled', options({ cancelled: ['ghost'] }), published, 'unknown-id'],
    ['an unknown duty is to be filled', options({ fill: ['ghost'] }), published, 'unknown-id'],
    ['a stranger is ill', options({ absent: [{ ...change.absent[0]!, person: 'ghost' }] }), published, 'unknown-id'],
    [
      'an absence ends before it begins',
      options({ absent: [{ person: 'ada', from: '2026-11-06', to: '2026-11-05' }] }),
      published,
      'bad-interval',
    ],
    ['the notice is half a day', options(change, { noticeDays: 0.5 }), published, 'bad-number'],
    ['a change costs nothing', options(change, { changeCost: { shortNotice: 1, later: 0 } }), published, 'bad-number'],
    ['now is no instant', options(change, { now: Number.NaN }), published, 'bad-number'],
  ])('is refused where %s', async (_, asked, rota, code) => {
    await expect(repair(problem, rota, asked)).rejects.toMatchObject({ name: 'ProblemError', code });
  });
});
