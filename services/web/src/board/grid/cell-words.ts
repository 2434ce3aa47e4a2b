import { type Cells, type Held, WITHDRAWN, type Worst } from '../model/cells.ts';
import type { Mark, Touch } from '../model/store.ts';

/** What a cell shows: a code, signs beside it, a kind for its look, and all of it in words. */
export type CellWords = {
  readonly text: string;
  readonly signs: string;
  readonly kind: 'free' | 'duty' | 'leave' | 'busy';
  readonly worst: Worst;
  readonly state: Mark['state'] | null;
  readonly name: string;
};

const LEAVE: Readonly<Record<string, string>> = { annual: 'AL', study: 'SL', sick: 'sick' };

/** '08:00 to 20:30', '20:00 to 08:30 the next day'. */
export const kindTimes = ({ start, end, endDay }: Held['kind']): string =>
  `${start} to ${end}${endDay > 0 ? ' the next day' : ''}`;

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'Europe/London',
});

/**
 * A cell's text, signs and name: code or leave; • pinned, * changed since publication, ↗ at a host's site, ! breach,
 * ? warning. What is not yet saved says so, in its look and in its name.
 */
export function cellWords(
  cells: Cells,
  { row, column }: { readonly row: number; readonly column: number },
  { mark, touch }: { readonly mark: Mark | null; readonly touch: Touch | null },
): CellWords {
  const person = cells.grid.people[row];
  const held = cells.held(row, column);
  const leave = cells.leave(row, column);
  const busy = person?.elsewhere.filter(({ day }) => day === column) ?? [];
  const worst = cells.worst(row, column);
  const isShown = mark !== null && mark.state !== 'refused';
  const codes = isShown && mark.codes !== null ? mark.codes : held.map(({ kind }) => kind.code);
  const isSame = !isShown || mark.codes === null;
  const isPinned = isShown && mark.isPinned !== null ? mark.isPinned : isSame && held.some((one) => one.isPinned);
  const isChanged = isSame && (held.some((one) => one.isChanged) || cells.isTaken(row, column));
  const isHost = isSame && person?.home != null && held.some(({ kind }) => kind.site !== person.home);
  const isJudged = isSame && worst > 0;
  const signs = [
    isPinned ? '•' : '',
    isChanged ? '*' : '',
    isHost ? '↗' : '',
    isJudged && worst === 3 ? '!' : isJudged && worst === 2 ? '?' : '',
  ].join('');
  const text = codes.join('+') || (leave ? (LEAVE[leave] ?? 'L') : busy.length > 0 ? '–' : '');
  const words = [
    ...(isSame ? held.map((one) => dutyWords(cells, one)) : codes),
    ...(leave ? [`${leave} leave`] : []),
    ...busy.map(({ place }) => (place ? `at ${cells.grid.sites[place.site]?.name} on another rota` : 'busy elsewhere')),
    ...(isPinned ? ['pinned'] : []),
    ...(isChanged ? ['changed since publication'] : []),
    ...(isHost ? ['at a host’s site'] : []),
    ...(isJudged ? cells.findings(row, column).map(findingWords) : []),
    ...(mark?.state === 'sent' ? ['not saved yet'] : []),
    ...(mark?.state === 'refused' ? [`your edit was not saved: ${mark.why ?? ''}`] : []),
    ...(touch ? [`${touch.byName} changed it at ${clock.format(new Date(touch.at))}`] : []),
  ];
  return {
    text,
    signs,
    kind: codes.length > 0 ? 'duty' : leave ? 'leave' : busy.length > 0 ? 'busy' : 'free',
    worst: isJudged ? worst : 0,
    state: mark?.state ?? null,
    name: words.join(', ') || 'free',
  };
}

function dutyWords({ grid }: Cells, { duty, kind }: Held): string {
  const isWithdrawn = ((grid.duties.flags[duty] ?? 0) & WITHDRAWN) !== 0;
  return `${kind.code} ${grid.roles[kind.role]}, ${grid.sites[kind.site]?.name}, ${kindTimes(kind)}${isWithdrawn ? ', withdrawn' : ''}`;
}

const findingWords = ({ overridden, severity, sentence }: Cells['grid']['findings'][number]) =>
  `${overridden ? 'overridden' : severity === 'hard' ? 'breach' : 'warning'}: ${sentence}`;
