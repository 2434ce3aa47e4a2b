import type { Spell } from '../spell.ts';
import { shortRest } from './rest.ts';
import type { Rule } from './rule.ts';

/** RD-NIGHT-REST: 46 h of rest after a night shift, unless a night shift of the following night comes next. */
export const rdNightRest: Rule = {
  id: 'RD-NIGHT-REST',
  pack: 'EN-RD-2016',
  severity: 'hard',
  unit: 'hours',
  measure: 'of rest after night shifts',
  source: 'TCS 2016 Sch 3 para 13',
  plainWords: 'After the last of any number of consecutive night shifts there are 46 hours of rest.',
  verify: false,
  check: (line, { resident }) =>
    line.spells.flatMap((spell, i) =>
      endsNights(spell, line.spells[i + 1]) ? shortRest(line, i, resident.night.restHours) : [],
    ),
};

function endsNights({ nights }: Spell, next: Spell | undefined): boolean {
  if (next === undefined || nights.length === 0) return false;
  return !next.nights.includes(nights[nights.length - 1]! + 1);
}
