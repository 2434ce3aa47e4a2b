import type { BoardSources } from '../board/board.ts';
import { type Moment, now } from '../board/moment.ts';
import { dutiesAt } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { changesOf } from './changes.ts';
import type { RosterJobAsked, RosterJobState } from './decider.ts';

type Job = Pick<RosterJobState, 'stage' | 'placements' | 'found'> & {
  readonly job: string;
  readonly asked: RosterJobAsked;
};

/** What the roster of a job changes, with names; of one that was taken, what it changed since the job began. */
export function changesOfJob({ rows, network }: BoardSources, { job, stage, asked, placements, found }: Job) {
  const isTaken = stage === 'applying' || stage === 'applied';
  const began = rows.get<{ at: string }>('SELECT started_at AS at FROM roster_jobs WHERE job = ?', job)?.at;
  const moment: Moment = isTaken && began ? { kind: 'instant', at: began } : now;
  const states = asked.rotas
    .flatMap((rota) => dutiesAt(rows, { rota, from: asked.from, to: asked.to }, moment))
    .filter(({ withdrawn }) => !withdrawn);
  const { duties, people } = changesOf({ placements, leaving: found?.leaving ?? [] }, states);
  const byId = new Map(states.map(({ duty }) => [duty.duty as string, duty]));
  const nameOf = (person: string) => knownPerson(rows, person)?.name ?? person;
  const gaps = (found?.gaps ?? []).flatMap(({ duty: id, places, reasons }) => {
    const duty = byId.get(id);
    if (!duty) return [];
    const { code, date, start, end, role } = duty;
    return [{ duty: id as string, code, date, start, end, role, places, reasons }];
  });
  return {
    gaps,
    duties: duties.flatMap(({ duty: id, stays, goes, comes }) => {
      const duty = byId.get(id);
      if (!duty) return [];
      const { code, date, start, end, site, role, count, rota } = duty;
      return [
        {
          duty: id,
          ...{ rota, code, date, start, end, role, count, site },
          siteName: network.sites.get(site)?.name ?? site,
          stays: stays.map((person) => ({ person, name: nameOf(person) })),
          goes: goes.map((person) => ({ person, name: nameOf(person) })),
          comes: comes.map((each) => ({ ...each, name: nameOf(each.person) })),
        },
      ];
    }),
    people: people
      .map((each) => ({ ...each, name: nameOf(each.person) }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}
