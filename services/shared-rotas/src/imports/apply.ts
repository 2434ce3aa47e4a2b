import { type Handler, isRejection, type Metadata, type RecordedEvent } from '@weft/eventing';
import { addDays } from '@weft/rostering';
import { type ServiceDeps, within } from '@weft/service-kit';
import { type Background, background, type ErrorLog } from '../background.ts';
import { now as present } from '../board/moment.ts';
import { rotaAt } from '../board/state.ts';
import { concurrently } from '../filling/concurrently.ts';
import type { Filling, WantedPlace } from '../roster-job/filling.ts';
import type { Streams } from '../streams.ts';
import { localDay } from '../zone.ts';
import type { ImportChange } from './changes.ts';
import type { ImportCommand, ImportRefusal, ImportState } from './decider.ts';
import type { ImportEvent } from './events.ts';

export type Imports = Handler<ImportState, ImportCommand, ImportEvent, ImportRefusal>;

type ApplyDeps = Pick<ServiceDeps, 'log' | 'rows' | 'onlyOne'> & {
  readonly logger: ErrorLog;
  readonly imports: Imports;
  readonly streams: Streams;
  readonly filling: Filling;
};

type Refused = { readonly row: number; readonly what: string; readonly because: string };

const AT_ONCE = 16;
const MOST_REFUSED = 2000;
/** Breaches of an imported rota may stand so long after its end, or after the import. */
const GRACE_DAYS = 28;

/**
 * Makes the changes of uploads, each under a command id of its own: a run after a crash finds what is done and goes on.
 * Demand, patterns and duties come first, then placements, then those whose breaches are taken in as they stood.
 */
export function importRunner({ log, rows, logger, onlyOne, imports, streams, filling }: ApplyDeps): Background {
  async function work(id: string): Promise<void> {
    const { state } = await imports.state(id);
    if (state.stage !== 'applying' || !state.read || !state.began) return;
    const { events } = await log.read(`rotaImport-${id}`);
    const { metadata } = events.findLast(({ type }) => type === 'ImportApplyBegan') as RecordedEvent;
    const { refuseRows, asItStood } = state.began;
    const changes = state.changes.filter(({ row }) => !refuseRows.includes(row));
    const refused = [...(await setUp(changes, metadata))];
    const notOpened = new Set(refused.map(({ row, what }) => `${row} ${what}`));
    const places = changes.filter(
      (change) => change.act.do === 'place' && !notOpened.has(`${change.row} ${change.what}`),
    );
    const first = await filling.fillMany(places.map(placeOf), {
      how: 'import',
      metadata: within(metadata, 'places'),
      override: null,
    });
    const breaching = asItStood ? first.refused.filter(({ code }) => code === 'hard-rule') : [];
    const second = breaching.length > 0 ? await takeIn(breaching, { rota: state.read.rota, metadata }) : null;
    const isTried = new Set(breaching.map(({ duty, person }) => `${duty} ${person}`));
    const left = [
      ...first.refused.filter(({ duty, person }) => !isTried.has(`${duty} ${person}`)),
      ...(second?.refused ?? []),
    ];
    const byPlace = new Map<string, ImportChange>();
    for (const change of places)
      if (change.act.do === 'place') byPlace.set(`${change.act.duty} ${change.act.person}`, change);
    for (const { duty, person, because } of left) {
      const change = byPlace.get(`${duty} ${person}`);
      refused.push({ row: change?.row ?? 0, what: change?.what ?? duty, because });
    }
    const overridden = second?.filled ?? 0;
    const applied = changes.length - refused.length;
    await imports.handle(
      id,
      {
        type: 'RecordImported',
        applied: { applied, overridden, refused: refused.sort((a, b) => a.row - b.row).slice(0, MOST_REFUSED) },
      },
      within(metadata, 'imported'),
    );
  }

  /** Demand, patterns and duties that the placements need. */
  async function setUp(changes: readonly ImportChange[], metadata: Metadata): Promise<Refused[]> {
    const answers = await concurrently(changes, AT_ONCE, async ({ row, what, act }): Promise<Refused[]> => {
      const made = await make(act, metadata);
      return made && isRejection(made) ? [{ row, what, because: made.because }] : [];
    });
    return answers.flat();
  }

  function make(act: ImportChange['act'], metadata: Metadata) {
    switch (act.do) {
      case 'set-demand': {
        const { template } = act;
        return streams.demandTemplate.handle(template.id, { type: 'SetDemand', template }, within(metadata, 'set'));
      }
      case 'set-pattern': {
        const { pattern } = act;
        return streams.pattern.handle(pattern.id, { type: 'SetPattern', pattern }, within(metadata, 'set'));
      }
      case 'open':
      case 'place':
        return act.open
          ? streams.duty.handle(act.open.duty, { type: 'OpenDuty', duty: act.open }, within(metadata, 'open'))
          : null;
      default:
        return act satisfies never;
    }
  }

  /** What broke a rule when it was imported broke it where it came from: it is taken in, and shows as a finding. */
  function takeIn(places: readonly WantedPlaceLike[], { rota, metadata }: { rota: string; metadata: Metadata }) {
    const end = rotaAt(rows, rota, present)?.period.to ?? localDay(metadata.at);
    const expires = [addDays(end, GRACE_DAYS), addDays(localDay(metadata.at), GRACE_DAYS)].sort().at(-1)!;
    return filling.fillMany(
      places.map(({ duty, person }) => ({ duty, person, why: null })),
      {
        how: 'import',
        metadata: within(metadata, 'as-it-stood'),
        override: { reason: metadata.reason ?? 'imported as it stood', role: 'import', expires },
      },
    );
  }

  return background({ category: 'rotaImport', on: ['ImportApplyBegan'], most: 2, onlyOne }, logger, { work });
}

type WantedPlaceLike = Pick<WantedPlace, 'duty' | 'person'>;

const placeOf = ({ act }: ImportChange): WantedPlace => {
  if (act.do !== 'place') throw new Error('This change places nobody.');
  return { duty: act.duty, person: act.person, why: null };
};
