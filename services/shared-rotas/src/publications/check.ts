import { addDays } from '@weft/rostering';
import { burdened } from '../analysis/fairness.ts';
import { talliesOf } from '../analysis/tally.ts';
import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { dutiesAt, type RotaState } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { findingsOfRota } from '../findings/api.ts';
import { gapsIn } from '../gaps/gaps.ts';
import { overridesOnRota } from '../overrides/on-rota.ts';
import { localDay } from '../zone.ts';
import { skillGaps } from './skill-mix.ts';

/** One line of the check before a publication. Errors stop it; warnings are for whoever decides. */
export type CheckRow = {
  readonly section: 'rules' | 'leave' | 'gaps' | 'skill-mix' | 'overrides' | 'fairness';
  readonly severity: 'error' | 'warning';
  readonly words: string;
  readonly mend: string | null;
  readonly source: string | null;
  /** The cell that it is about. */
  readonly person: string | null;
  readonly name: string | null;
  readonly date: string | null;
  readonly duty: string | null;
};

/** An override that ends so soon, or before the rota does, is told. */
const SOON_DAYS = 28;

/**
 * Everything that is to be looked at before the rota goes out: errors first, then by day. What is over at `at` cannot be
 * filled any more and is no warning.
 */
export async function checkOf(sources: BoardSources, rota: RotaState, at: Date): Promise<CheckRow[]> {
  const endsAfter = at.toISOString();
  const rows = [
    ...ofRules(sources, rota),
    ...(await ofGaps(sources, { rota: rota.rota, endsAfter })),
    ...ofSkills(sources, rota, endsAfter),
    ...ofOverrides(sources, rota),
    ...ofFairness(sources, rota),
  ];
  const order = ({ severity, date }: CheckRow) => `${severity} ${date ?? '~'}`;
  return rows.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

const nowhere = { mend: null, source: null, person: null, name: null, date: null, duty: null };

const ofRules = (sources: BoardSources, rota: RotaState): CheckRow[] =>
  findingsOfRota(sources, rota)
    .filter(({ overridden }) => overridden === null)
    .map((finding) => ({
      section: finding.rule === 'LEAVE' ? ('leave' as const) : ('rules' as const),
      severity: finding.severity === 'hard' ? ('error' as const) : ('warning' as const),
      words: finding.sentence,
      mend: finding.mend,
      // The sentence names rule and source.
      source: finding.verify ? 'Check against your contract.' : null,
      person: finding.person,
      name: finding.name,
      date: localDay(finding.from),
      duty: finding.duties[0] ?? null,
    }));

const ofGaps = async (
  sources: BoardSources,
  asked: { readonly rota: string; readonly endsAfter: string },
): Promise<CheckRow[]> =>
  (await gapsIn(sources, { ...asked, withReasons: 0, order: 'harm' })).map((gap) => ({
    ...nowhere,
    section: 'gaps' as const,
    severity: 'warning' as const,
    words: `${gap.code} ${gap.role}, ${gap.siteName}: ${gap.missing} of ${gap.count} missing.`,
    date: gap.date,
    duty: gap.duty,
  }));

const ofSkills = ({ rows, network }: BoardSources, rota: RotaState, endsAfter: string): CheckRow[] =>
  skillGaps(
    dutiesAt(rows, { rota: rota.rota, ...rota.period }, now).filter(
      ({ duty }) => Date.parse(duty.end) > Date.parse(endsAfter),
    ),
  ).map(({ state: { duty }, working }) => ({
    ...nowhere,
    section: 'skill-mix' as const,
    severity: 'warning' as const,
    words: `${working} at work for ${duty.service} at ${network.sites.get(duty.site)?.name ?? duty.site}, and no ${duty.role}${duty.skill ? ` with ${duty.skill}` : ''} (${duty.code}).`,
    date: duty.date,
    duty: duty.duty,
  }));

function ofOverrides(sources: BoardSources, rota: RotaState): CheckRow[] {
  const { today } = sources;
  const soon = addDays(today, SOON_DAYS);
  return overridesOnRota(sources, rota)
    .filter(({ released, expires }) => !released && expires > today && (expires <= soon || expires < rota.period.to))
    .map((entry) => ({
      ...nowhere,
      section: 'overrides' as const,
      severity: 'warning' as const,
      words: `The override of ${entry.rule} (“${entry.reason}”, ${entry.role}) ends on ${entry.expires}; the breach stands open from then on.`,
      person: entry.person,
      name: knownPerson(sources.rows, entry.person)?.name ?? entry.person,
      date: entry.finding ? localDay(entry.finding.from) : (entry.days?.from ?? null),
      duty: entry.duty,
    }));
}

const ofFairness = (sources: BoardSources, rota: RotaState): CheckRow[] =>
  burdened(talliesOf(sources, { rota, ...rota.period })).map(({ tally, words }) => ({
    ...nowhere,
    section: 'fairness' as const,
    severity: 'warning' as const,
    words,
    person: tally.person,
    name: tally.name,
  }));
