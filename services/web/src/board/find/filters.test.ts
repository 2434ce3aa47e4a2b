import { describe, expect, test } from 'vitest';
import { aDuty, aFinding, aPerson, aPicture, held } from '../views/picture.fixture.ts';
import { choicesOf, type Filters, filtered, nameMatches, noFilters } from './filters.ts';

const picture = aPicture({
  people: [
    aPerson('Ada Ábel', { skills: ['airway'] }),
    aPerson('Bo Byte', { employers: [{ code: 'RBD', name: 'Dorset' }], homeSite: 'RBD01' }),
    aPerson('Cy Code', { grade: 'Consultant' }),
  ],
  duties: [
    aDuty('d1', { filled: held('Ada Ábel') }),
    aDuty('d2', { filled: held('Bo Byte', 'RBD'), site: 'RBD01', siteName: 'Dorchester' }),
    aDuty('gap', { role: 'consultant', grades: ['Consultant'] }),
  ],
  findings: [
    aFinding('Ada Ábel', ['d1']),
    aFinding('Bo Byte', ['d2'], { overridden: { reason: 'r', role: 'm', expires: '2026-04-01' } }),
    aFinding('Cy Code', []),
  ],
});
const shown = (filters: Partial<Filters>) => {
  const { picture: seen, outside } = filtered(picture, { ...noFilters, ...filters });
  return {
    people: seen.people.map(({ person }) => person.split(' ')[0]),
    duties: seen.duties.map(({ id }) => id),
    findings: seen.findings.length,
    outside,
  };
};

describe('a filter', () => {
  test('that says nothing shows the same picture', () => {
    expect(filtered(picture, noFilters).picture).toBe(picture);
  });

  test('of a site shows its duties, who holds them and who is at home there', () => {
    expect(shown({ site: ['RBD01'] })).toMatchObject({ people: ['Bo'], duties: ['d2'] });
    expect(shown({ site: ['RBD01', 'RH5A8'] }).duties).toHaveLength(3);
  });

  test('of a role shows who could do it, too', () => {
    expect(shown({ role: ['consultant'] })).toMatchObject({ people: ['Cy'], duties: ['gap'] });
  });

  test('of an employer shows their people and what these hold', () => {
    expect(shown({ employer: ['RBD'] })).toMatchObject({ people: ['Bo'], duties: ['d2'] });
  });

  test('of a skill or a grade shows people who have it', () => {
    expect(shown({ skill: ['airway'] }).people).toEqual(['Ada']);
    expect(shown({ grade: ['Consultant'] }).people).toEqual(['Cy']);
  });

  test('of gaps shows empty places and who could take them', () => {
    expect(shown({ only: 'gaps' })).toMatchObject({ people: ['Cy'], duties: ['gap'] });
  });

  test('of findings leaves out what somebody let stand', () => {
    expect(shown({ only: 'findings' })).toMatchObject({ people: ['Ada', 'Cy'], duties: ['d1'] });
  });

  test('tells how many findings lie outside of it, those that stand by an override not counted', () => {
    expect(shown({ name: 'bo' })).toMatchObject({ findings: 1, outside: { people: 2, duties: 2, findings: 2 } });
    expect(shown({ name: 'nobody' }).outside.findings).toBe(2);
  });
});

test('a name is found by the beginnings of its words, whatever the accents', () => {
  expect(nameMatches('Ábel-Smith, Ada', 'smi abel')).toBe(true);
  expect(nameMatches('Ábel-Smith, Ada', 'mith')).toBe(false);
});

test('choices are told by name with how many stand behind each', () => {
  expect(choicesOf(picture).site).toEqual([
    { value: 'RBD01', name: 'Dorchester', count: 1 },
    { value: 'RH5A8', name: 'Musgrove Park', count: 2 },
  ]);
  expect(choicesOf(picture).employer.map(({ name, count }) => `${name} ${count}`)).toEqual(['Dorset 1', 'Somerset 2']);
});
