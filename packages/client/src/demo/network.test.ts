import { addDays, checkPerson, type Duty, type Finding, instantOf } from '@weft/rostering';
import { expect, test } from 'vitest';
import { type DemoNetwork, demoNetwork } from './network.ts';
import { travel } from './organisations.ts';

const ASKED = { seed: 1, weeks: 12, startMonday: '2026-10-26' };
const ZONE = 'Europe/London';

type Stage = 'history' | 'exceptions' | 'changes';

/** Who does what in a rota, as far as it has been loaded. */
function placedIn({ history, exceptional, changes }: DemoNetwork['rotas'][number], stage: Stage) {
  if (stage === 'history') return history;
  if (stage === 'exceptions') return [...history, ...exceptional];
  const isSame = (a: (typeof history)[number], b: (typeof history)[number]) =>
    a.code === b.code && a.date === b.date && a.person === b.person;
  const kept = history.filter((one) => !changes.some((change) => isSame(one, change)));
  return [...kept, ...changes.flatMap(({ to, ...one }) => (to ? [{ ...one, person: to }] : []))];
}

/** Every finding of every person, over all they do in any rota. */
function findingsIn({ rotas, people }: DemoNetwork, stage: Stage): Finding[] {
  const [{ period }] = rotas as [DemoNetwork['rotas'][number]];
  const lines = new Map<string, Duty[]>();
  for (const rota of rotas) {
    const { plan } = rota;
    const posts = [...plan.posts, ...plan.exceptions.map(({ post }) => post)];
    for (const { code, date, person } of placedIn(rota, stage)) {
      const post = posts.find((one) => one.code === code)!;
      const lastDay = post.end <= post.start ? addDays(date, 1) : date;
      const duty: Duty = {
        id: `${code} ${date}`,
        site: post.site,
        kind: post.kind,
        start: instantOf(ZONE, date, post.start),
        end: instantOf(ZONE, lastDay, post.end),
        breakMinutes: post.breakMinutes,
        expectedWorkMinutes: post.expected,
      };
      lines.set(person, [...(lines.get(person) ?? []), duty]);
    }
  }
  const known = { from: addDays(period.from, -182), to: addDays(period.to, 182) };
  const travelMinutes = (from: string, to: string) =>
    from === to ? 0 : (travel.find(([a, b]) => (a === from && b === to) || (a === to && b === from))?.[2] ?? 60);
  return people.flatMap((person) =>
    checkPerson({ zone: ZONE, period, known, travelMinutes }, person, lines.get(person.id) ?? []),
  );
}

test('the same seed gives the same bytes, another one others', () => {
  const [first, again] = [JSON.stringify(demoNetwork(ASKED)), JSON.stringify(demoNetwork(ASKED))];
  expect(again).toBe(first);
  expect(JSON.stringify(demoNetwork({ ...ASKED, seed: 2 }))).not.toBe(first);
});

test.each([1, 2, 3])('seed %i breaks no hard rule but by the overrides', (seed) => {
  const network = demoNetwork({ ...ASKED, seed });
  for (const stage of ['history', 'changes'] as const)
    expect(findingsIn(network, stage).filter(({ severity }) => severity === 'hard')).toEqual([]);
  const exceptional = findingsIn(network, 'exceptions').filter(({ severity }) => severity === 'hard');
  expect(new Set(exceptional.map(({ rule }) => rule))).toEqual(
    new Set(['RD-NIGHT-REST', 'RD-LONG4-REST', 'WTR-DAILY']),
  );
  expect(network.rotas.flatMap((rota) => rota.exceptional)).toHaveLength(3);
});

test('a rota of four weeks and one over the clock change are as lawful', () => {
  for (const asked of [
    { ...ASKED, weeks: 4 },
    { ...ASKED, startMonday: '2026-03-09' },
  ]) {
    const findings = findingsIn(demoNetwork(asked), 'changes');
    expect(findings.filter(({ severity }) => severity === 'hard')).toEqual([]);
  }
});

test('some 400 clinicians, each with a name and a number of their own', () => {
  const { people } = demoNetwork(ASKED);
  expect(people.length).toBeGreaterThan(380);
  expect(people.length).toBeLessThan(440);
  expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
  const numbers = people.flatMap(({ number }) => (number ? [`${number.body} ${number.number}`] : []));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('demand is met by cycles in full strength, and every placement has its duty', () => {
  for (const { plan, demand, history } of demoNetwork(ASKED).rotas) {
    for (const team of plan.teams) expect(team.people % team.cycle.length, team.name).toBe(0);
    for (const template of demand) expect(template.count, template.id).toBeLessThanOrEqual(50);
    const counts = Map.groupBy(history, ({ code, date }) => `${code} ${date}`);
    for (const [key, places] of counts) {
      const [code, date] = key.split(' ') as [string, string];
      const weekday = ((new Date(date).getUTCDay() + 6) % 7) + 1;
      const template = demand.find((one) => one.code === code && one.weekdays.includes(weekday));
      expect(places.length, `${plan.id} ${key}`).toBeLessThanOrEqual(template?.count ?? 0);
    }
  }
});

test('each arrangement of a rota holds on its days, and each rota has arrangements', () => {
  const { arrangements, rotas } = demoNetwork(ASKED);
  for (const { plan, period } of rotas)
    for (const id of plan.arrangements) {
      const found = arrangements.find((one) => one.id === id);
      expect(found && found.from <= period.from && (found.to === null || found.to >= period.to), id).toBe(true);
    }
});
