import type { DutyId } from '@weft/contracts';
import { type Decider, reject } from '@weft/eventing';
import {
  RosterApplied,
  RosterApplyBegan,
  RosterFound,
  RosterJobCancelled,
  type RosterJobEvent,
  RosterJobFailed,
  RosterJobStarted,
  RosterPartFound,
  rosterJobKinds,
} from './events.ts';

type DataOf<Type extends RosterJobEvent['type']> = Extract<RosterJobEvent, { type: Type }>['data'];
export type RosterJobAsked = DataOf<'RosterJobStarted'>;
export type FoundPlacement = DataOf<'RosterPartFound'>['placements'][number];

export type RosterJobState = {
  readonly stage: 'none' | 'running' | 'found' | 'failed' | 'cancelled' | 'applying' | 'applied';
  readonly asked: RosterJobAsked | null;
  /** The parts of one run of the search; another attempt begins afresh. */
  readonly attempt: string | null;
  readonly placements: readonly FoundPlacement[];
  readonly found: DataOf<'RosterFound'> | null;
  /** The duties whose changes are taken; null for all. */
  readonly only: ReadonlySet<string> | null;
  readonly applied: DataOf<'RosterApplied'> | null;
  readonly failure: string | null;
};

export type RosterJobCommand =
  | { readonly type: 'StartRosterJob'; readonly asked: RosterJobAsked }
  | { readonly type: 'RecordRosterPart'; readonly part: DataOf<'RosterPartFound'> }
  | { readonly type: 'RecordRoster'; readonly found: DataOf<'RosterFound'> }
  | { readonly type: 'FailRosterJob'; readonly because: string }
  | { readonly type: 'CancelRosterJob' }
  /** Without `only` all of the roster is taken, else what it changes on these duties. */
  | { readonly type: 'BeginApply'; readonly only: readonly DutyId[] | null }
  | { readonly type: 'RecordApplied'; readonly applied: DataOf<'RosterApplied'> };

export type RosterJobRefusal =
  | 'job-exists'
  | 'job-unknown'
  | 'job-not-running'
  | 'roster-not-found'
  | 'roster-part-missing'
  | 'nothing-chosen'
  | 'duty-not-found'
  | 'already-applied';

/** One search for a roster, from its start to the rota that took it over. */
export const rosterJobDecider: Decider<RosterJobState, RosterJobCommand, RosterJobEvent, RosterJobRefusal> = {
  initial: {
    ...{ stage: 'none', asked: null, attempt: null, placements: [], found: null },
    ...{ only: null, applied: null, failure: null },
  },
  evolve(state, event) {
    switch (event.type) {
      case 'RosterJobStarted':
        return { ...state, stage: 'running', asked: event.data };
      case 'RosterPartFound': {
        const { attempt, placements } = event.data;
        const before = attempt === state.attempt ? state.placements : [];
        return { ...state, attempt, placements: [...before, ...placements] };
      }
      case 'RosterFound':
        return {
          ...state,
          stage: 'found',
          found: event.data,
          placements: event.data.attempt === state.attempt ? state.placements : [],
        };
      case 'RosterJobFailed':
        return { ...state, stage: 'failed', failure: event.data.because };
      case 'RosterJobCancelled':
        return { ...state, stage: 'cancelled' };
      case 'RosterApplyBegan':
        return { ...state, stage: 'applying', only: event.data.only && new Set(event.data.only) };
      case 'RosterApplied':
        return { ...state, stage: 'applied', applied: event.data };
      default:
        return event satisfies never;
    }
  },
  decide(command, state) {
    if (command.type === 'StartRosterJob')
      return state.stage === 'none'
        ? [RosterJobStarted.create(command.asked)]
        : reject('job-exists', 'This job was started before. Give the new one its own id.');
    if (state.stage === 'none') return reject('job-unknown', 'There is no such job.');
    switch (command.type) {
      case 'RecordRosterPart':
        return state.stage === 'running' ? [RosterPartFound.create(command.part)] : notRunning(state);
      case 'RecordRoster':
        if (state.stage !== 'running') return notRunning(state);
        if (command.found.placements !== (state.attempt === command.found.attempt ? state.placements.length : 0))
          return reject('roster-part-missing', 'Another attempt at this job has begun to write its result.');
        return [RosterFound.create(command.found)];
      case 'FailRosterJob':
        return state.stage === 'running' ? [RosterJobFailed.create({ because: command.because })] : notRunning(state);
      case 'CancelRosterJob':
        if (state.stage === 'cancelled') return [];
        return state.stage === 'running' || state.stage === 'found'
          ? [RosterJobCancelled.create({})]
          : reject(
              'job-not-running',
              `The job is ${state.stage}; only one that runs or waits to be applied is cancelled.`,
            );
      case 'BeginApply':
        if (state.stage === 'applying') return [];
        if (state.stage === 'applied') return reject('already-applied', 'This roster was applied before.');
        if (state.stage !== 'found')
          return reject('roster-not-found', `The job is ${state.stage}: there is no roster to apply.`);
        return (
          refuseChoice(command.only, state) ?? [RosterApplyBegan.create({ only: command.only && [...command.only] })]
        );
      case 'RecordApplied':
        if (state.stage === 'applied') return [];
        return state.stage === 'applying'
          ? [RosterApplied.create(command.applied)]
          : reject('roster-not-found', 'Nothing is being applied.');
      default:
        return command satisfies never;
    }
  },
};

/** A choice names at least one duty, and only such as the roster says something of. */
function refuseChoice(only: readonly DutyId[] | null, { placements, found }: RosterJobState) {
  if (only === null) return null;
  if (only.length === 0) return reject('nothing-chosen', 'Choose at least one duty, or leave the roster as it is.');
  const known = new Set<string>([...placements, ...(found?.leaving ?? [])].map(({ duty }) => duty));
  const strange = only.find((duty) => !known.has(duty));
  return strange === undefined
    ? null
    : reject('duty-not-found', `The roster says nothing of duty ${strange}. Choose among its changes.`);
}

const notRunning = ({ stage }: RosterJobState) => reject('job-not-running', `The job is ${stage} and takes no result.`);

/** The streams of roster jobs. */
export const rosterJobStream = { category: 'rosterJob', kinds: rosterJobKinds, decider: rosterJobDecider };
