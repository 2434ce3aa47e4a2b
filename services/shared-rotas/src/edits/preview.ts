import type { Rejection } from '@weft/eventing';
import type { BoardSources } from '../board/board.ts';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import type { RotaState } from '../board/state.ts';
import { shownRefusal } from '../duty/shown.ts';
import { type RotaFinding, rotaFindingOf } from '../findings/rota-finding.ts';
import type { LineState } from '../lines/state.ts';
import { overrideFor, overridesOf } from '../overrides/register.ts';
import { localDay } from '../zone.ts';
import type { AskedCell } from './cell-edit.ts';
import { type Consequence, type CoverChange, consequenceOf, coverOf, type Fairness } from './consequences.ts';
import type { Cell } from './events.ts';
import { askingOthers, type Mend, plainMend, searchedMend } from './mend.ts';
import type { PlannedCell } from './plan.ts';
import { byPerson, type Judged } from './rounds.ts';
import { isChanged } from './steps.ts';

type Told = { readonly code: string; readonly because: string; readonly closest?: readonly string[] };

type PreviewCell = Cell & {
  readonly fills: readonly {
    readonly duty: string;
    readonly code: string;
    readonly site: string;
    readonly start: string;
    readonly end: string;
    /** The duty is opened for it. */
    readonly isExtra: boolean;
  }[];
  readonly clears: readonly { readonly duty: string; readonly code: string }[];
  readonly refused: Told | null;
  /** New by this edit, and made by a duty on this day; of a refused cell what would stop it. */
  readonly findings: readonly RotaFinding[];
  readonly mend: Mend | null;
};

/** What an edit would do. Nothing is written. */
export type EditPreview = {
  readonly cells: readonly PreviewCell[];
  readonly findings: { readonly made: readonly RotaFinding[]; readonly gone: readonly RotaFinding[] };
  readonly cover: readonly CoverChange[];
  readonly fairness: readonly Fairness[];
};

/** Mends that need a search are looked for in so many cells, the first ones. */
const SEARCHED = 3;

/** Whether a reader may see a duty that lies in one of these lines, or is opened by the edit. */
function sightOf(sources: BoardSources, { rota, lines }: { rota: RotaState; lines: readonly LineState[] }) {
  const seen = seenRotas(sources, now);
  const rotas = new Map(lines.flatMap(({ bookings }) => bookings.map(({ duty, rota: of }) => [duty, of])));
  return (duty: string) => {
    const of = rotas.get(duty);
    return of === undefined || of === rota.rota || seen.has(of);
  };
}

/** A refusal for a reader: nothing of places that they may not see. */
export async function toldRefusal(
  refused: Rejection,
  sees: (duty: string) => boolean,
): Promise<Rejection & { readonly findings: readonly RotaFinding[] }> {
  const shown = await shownRefusal(refused, { sees: async (duty) => sees(duty) });
  const { findings = [] } = (shown.details ?? {}) as { findings?: readonly RotaFinding[] };
  return { ...shown, findings };
}

type Asked = {
  readonly rota: RotaState;
  readonly judged: Judged;
  readonly asked: readonly AskedCell[];
  /** One for each cell that is asked for, in the same order. */
  readonly planned: readonly PlannedCell[];
};

/** Tells what planned cells would do: to the cells, to what the rules say, to cover and to everybody's share. */
export async function previewOf(sources: BoardSources, { rota, judged, asked, planned }: Asked): Promise<EditPreview> {
  const people = byPerson(planned);
  const consequences = new Map<string, Consequence>();
  for (const [person, cells] of people) {
    if (!cells.some(isChanged)) continue;
    const one = consequenceOf(sources, { rota, line: judged.lineOf(person), cells });
    if (one) consequences.set(person, one);
  }
  const lines = [...consequences.values()].flatMap(({ before, after }) => [before, after]);
  const others = [...people.keys()].filter((person) => !consequences.has(person)).map(judged.lineOf);
  const sees = sightOf(sources, { rota, lines: [...lines, ...others] });
  const register = overridesOf(sources.rows, [...consequences.keys()]);
  const found = new Map(
    [...consequences].map(([person, one]) => [person, shownOf(one, { sources, rota, register, sees })]),
  );
  const asking = askingOthers(sources, rota);
  let searched = 0;
  const cells: PreviewCell[] = [];
  for (const [index, plan] of planned.entries()) {
    const { cell } = asked[index] as AskedCell;
    const of = (people.get(plan.target.person) ?? []).filter((one) => one === plan || one.refused === null);
    let mend = plan.refused && plainMend(cell, plan.refused);
    if (plan.refused && !mend && searched < SEARCHED) {
      searched++;
      const own = of.map(({ target }) => target);
      mend = searchedMend({ sources, rota, judged, cell, planned: plan, own, asking });
    }
    const told = plan.refused && (await toldRefusal(plan.refused, sees));
    cells.push({ ...previewCell(plan, { told, found: found.get(plan.target.person) }), person: cell.person, mend });
  }
  return {
    cells,
    findings: {
      made: [...found.values()].flatMap(({ made }) => made),
      gone: [...found.values()].flatMap(({ gone }) => gone),
    },
    cover: coverOf(planned, judged.copy),
    fairness: [...consequences.values()].map(({ fairness }) => fairness),
  };
}

type Found = {
  readonly made: readonly RotaFinding[];
  readonly gone: readonly RotaFinding[];
  /** The local day of each duty in the line with the edit. */
  readonly dayOf: ReadonlyMap<string, string>;
};

/** What an edit does to a person's findings, as far as duties of the rota make them, for the reader. */
function shownOf(
  { before, after, made, gone }: Consequence,
  {
    sources,
    rota,
    register,
    sees,
  }: {
    readonly sources: BoardSources;
    readonly rota: RotaState;
    readonly register: ReturnType<typeof overridesOf>;
    readonly sees: (duty: string) => boolean;
  },
): Found {
  const ofRota = new Set(
    [...before.bookings, ...after.bookings].filter((one) => one.rota === rota.rota).map(({ duty }) => duty),
  );
  const shown = (findings: Consequence['made']) =>
    findings
      .filter(({ duties }) => duties.some((duty) => ofRota.has(duty)))
      .map((finding) => rotaFindingOf(finding, overrideFor(finding, register, sources.today), sees));
  const dayOf = new Map(after.bookings.map(({ duty, start }) => [duty, localDay(start)]));
  return { made: shown(made), gone: shown(gone), dayOf };
}

function previewCell(
  { target: { date }, fills, clears }: PlannedCell,
  { told, found }: { readonly told: Awaited<ReturnType<typeof toldRefusal>> | null; readonly found: Found | undefined },
): Omit<PreviewCell, 'person' | 'mend'> {
  const { closest } = (told?.details ?? {}) as { closest?: readonly string[] };
  return {
    date,
    fills: fills.map(({ duty: { duty, code, site, start, end }, like }) => ({
      ...{ duty, code, site, start, end },
      isExtra: like !== null,
    })),
    clears: clears.map(({ duty: { duty, code } }) => ({ duty, code })),
    refused: told && { code: told.rejected, because: told.because, ...(closest && { closest }) },
    findings:
      told?.findings ?? found?.made.filter(({ duties }) => duties.some((duty) => found.dayOf.get(duty) === date)) ?? [],
  };
}
