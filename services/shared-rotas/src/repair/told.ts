import type { Proposal } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import type { Around } from './problem.ts';

type Move = NonNullable<Proposal['changes'][number]['out']>;

/** A proposal for people: names, codes and days instead of ids. */
export function toldProposal(
  { rows, network }: BoardSources,
  proposal: Proposal,
  { states, stopped }: Pick<Around, 'states' | 'stopped'>,
) {
  const dutyOf = new Map(states.map(({ duty }) => [duty.duty as string, duty]));
  const nameOf = (person: string) => knownPerson(rows, person)?.name ?? person;
  const wordsOf = (id: string) => {
    const duty = dutyOf.get(id);
    return duty ? `${duty.code || duty.role} on ${duty.date}` : id;
  };
  const move = ({ person, reason, rule, records }: Move) => ({
    person,
    name: nameOf(person),
    rule,
    /** Ids of duties and people stand in it by what people call them. */
    reason: records.reduce((words, id) => words.replaceAll(id, dutyOf.has(id) ? wordsOf(id) : nameOf(id)), reason),
    records,
  });
  const about = (id: string) => {
    const duty = dutyOf.get(id);
    return {
      duty: id,
      ...{ code: duty?.code ?? '', role: duty?.role ?? '', date: duty?.date ?? '' },
      ...{ start: duty?.start ?? '', end: duty?.end ?? '' },
      siteName: duty ? (network.sites.get(duty.site)?.name ?? (duty.site as string)) : '',
    };
  };
  return {
    changes: proposal.changes.map(({ duty, out, in: joins, isShortNotice }) => ({
      ...about(duty),
      out: out && move(out),
      in: joins && move(joins),
      isShortNotice,
    })),
    gaps: proposal.gaps.map(({ duty, places, reasons }) => ({
      ...about(duty),
      places,
      /** What stops people who may do it, and what the gate stops the others for; most people first. */
      reasons: [
        ...reasons.filter(({ people }) => people > 0),
        ...[...(stopped.get(duty) ?? [])].map(([reason, people]) => ({ reason, people })),
      ].sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1)),
    })),
    /** Duties that have begun: the person is taken off by hand, or stays. */
    begun: proposal.begun.map(({ duty, person }) => ({ ...about(duty), person, name: nameOf(person) })),
    disturbed: proposal.disturbed,
    /** What is open before and after, and all that counts: a smaller number is better. */
    cost: { before: proposal.before, after: proposal.after },
  };
}
