import { expect, test } from 'vitest';
import { checkInrc2 } from './inrc2.ts';

const SCENARIO = `SCENARIO = n002w1

WEEKS = 1

SKILLS = 1
Nurse

SHIFT_TYPES = 2
Early (2,5)
Night (1,2)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 1
Full (2,4) (2,3) (2,3) 1 1

NURSES = 1
Ann Full 1 Nurse
`;
const history = (row: string) => `HISTORY\n0 n002w1\n\nNURSE_HISTORY\nAnn ${row}\n`;
const WEEK = `WEEK_DATA
n002w1

REQUIREMENTS
Early Nurse (0,1) (1,1) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Ann Any Wed
Ann Night Thu
`;
const FRESH = '0 0 None 0 0 2';

function judge(assignments: readonly string[], past = FRESH) {
  const rows = assignments.map((each) => `Ann ${each} Nurse`).join('\n');
  const texts = { scenario: SCENARIO, history: history(past), weeks: [WEEK] };
  return checkInrc2(texts, [`SOLUTION\n0 n002w1\n\nASSIGNMENTS = ${assignments.length}\n${rows}\n`]);
}

test('days beyond a limit are costed, one by one', () => {
  expect(judge(['Mon Early', 'Tue Early'])).toMatchObject({ cost: 60, hard: 0 });
  expect(judge(['Mon Early', 'Tue Early', 'Fri Early', 'Sat Early', 'Sun Early'])).toMatchObject({ cost: 20, hard: 0 });
});

test('a nurse below the minimum is a hard break, below the optimum a cost', () => {
  expect(judge(['Wed Early', 'Thu Early'])).toMatchObject({ hard: 1, cost: 60 + 10 + 30 });
});

test('a run that began in the past counts its new days, and costs when it ends too early', () => {
  const worked = judge(['Mon Early', 'Tue Early', 'Sat Early', 'Sun Early'], '0 0 Early 3 3 0');
  expect(worked.cost).toBe(60);
  const ended = judge(['Tue Early', 'Wed Early', 'Sat Early', 'Sun Early'], '0 0 Early 1 1 0');
  expect(ended.cost).toBe(30 + 15 + 30 + 30 + 10);
});

test('half a weekend, a succession from the past and a wish', () => {
  expect(judge(['Tue Early', 'Wed Early', 'Sun Night']).cost).toBe(30 + 10 + 30);
  expect(judge(['Mon Early', 'Tue Early'], '0 0 Night 1 2 0').breaks).toEqual(['Ann: Early after Night, day 0']);
});
