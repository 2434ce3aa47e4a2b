import { newCommandId, type WeftClient } from '@weft/client';

/** A rota far larger than those of the demonstration, made as any client could. */
export type GrownRota = {
  readonly rota: string;
  /** Whose rota managers may edit it. */
  readonly owner: string;
  /** The same demand with nobody on it, to be rostered. */
  readonly empty: string;
  readonly from: string;
  readonly people: number;
  readonly duties: number;
  readonly filled: number;
  readonly refused: number;
};

type Size = { readonly people: number; readonly weeks: number; readonly duties: number };

const PEOPLE_AT_ONCE = 100;
const PLACES_AT_ONCE = 2000;
/** Places of each duty. */
const COUNT = 3;
/** Codes and hours of a day; nights are on the rota too. */
const SHIFTS = [
  ['E', '07:30', '15:30'],
  ['L', '13:30', '21:30'],
  ['LD', '08:00', '20:30'],
  ['N', '20:00', '08:30'],
] as const;

const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Grows the demonstration: so many people of the employer that owns its first rota, and two rotas of so many weeks from
 * next Monday on with so many duties each; the first is filled, as far as the rules let it be.
 */
export async function grow(client: WeftClient, size: Size, tell: (line: string) => void): Promise<GrownRota> {
  const { sharedRotas, workforce } = client;
  const [like] = await sharedRotas.rotas.list.query();
  if (!like) throw new Error('There is no rota to grow. Load the demonstration first: npx weft demo');
  const { owner } = like;
  // Its own people may work at its own site without more ado.
  const [site = ''] = like.sites;
  const drawn = await sharedRotas.rotas.board.query({ rota: like.id });
  const monday = nextMonday();
  const people = Array.from({ length: size.people }, (_, n) => `bench-${n}`);
  for (let first = 0; first < people.length; first += PEOPLE_AT_ONCE) {
    const part = people.slice(first, first + PEOPLE_AT_ONCE);
    await workforce.recordMany.mutate({
      commandId: newCommandId(),
      people: part.map((id, index) => someone(id, first + index, { owner, site })),
    });
  }
  tell(`${people.length} people of ${owner}`);
  const period = { from: monday, to: addDays(monday, size.weeks * 7) };
  const lines = Math.ceil(size.duties / (size.weeks * 7));
  const rotas = ['bench-board', 'bench-empty'] as const;
  for (const id of rotas) {
    await sharedRotas.rotas.open.mutate({
      commandId: newCommandId(),
      id,
      name: id === 'bench-board' ? 'A large rota' : 'A large rota, empty',
      owner,
      organisations: [...like.organisations],
      arrangements: [...drawn.rota.arrangements],
      sites: [site],
      period,
    });
    for (let line = 0; line < lines; line++)
      await sharedRotas.demand.set.mutate(demandLine(id, line, { site, from: monday }));
    await sharedRotas.demand.expand.mutate({ commandId: newCommandId(), rota: id });
  }
  const { duties } = await sharedRotas.rotas.board.query({ rota: rotas[0] });
  tell(`${duties.length} duties in each of two rotas of ${size.weeks} weeks`);
  const places = placesOf(duties, people);
  let filled = 0;
  let refused = 0;
  for (let first = 0; first < places.length; first += PLACES_AT_ONCE) {
    const answer = await sharedRotas.duties.fillMany.mutate({
      commandId: newCommandId(),
      placements: places.slice(first, first + PLACES_AT_ONCE),
      how: 'pattern',
    });
    filled += answer.filled;
    refused += answer.refused.length;
  }
  tell(`${filled} places filled, ${refused} refused by a rule`);
  return {
    rota: rotas[0],
    owner,
    empty: rotas[1],
    from: monday,
    people: people.length,
    duties: duties.length,
    filled,
    refused,
  };
}

function nextMonday(): string {
  const now = new Date();
  const ahead = ((8 - now.getUTCDay()) % 7) + 7;
  return addDays(now.toISOString().slice(0, 10), ahead);
}

function someone(id: string, n: number, { owner, site }: { owner: string; site: string }) {
  const credential = (kind: 'registration' | 'dbs' | 'core-skills') => ({
    id: kind,
    kind,
    host: null,
    detail: '',
    from: '2020-01-01',
    to: '2040-01-01',
  });
  return {
    id,
    name: `Bench Example ${String(n).padStart(4, '0')}`,
    number: null,
    optOut48: false,
    employments: [
      {
        employer: owner,
        assignment: `BENCH-${n}`,
        pack: 'WTR' as const,
        wte: n % 5 === 0 ? 0.8 : 1,
        grade: 'Band 5',
        staffGroup: 'nursing',
        skills: ['bench'],
        homeSite: site,
        annualLeaveDays: 27,
        from: '2020-01-01',
        to: null,
      },
    ],
    credentials: (['registration', 'dbs', 'core-skills'] as const).map(credential),
    leave: [],
    roles: [{ organisation: owner, role: 'clinician' as const }],
  };
}

function demandLine(rota: string, line: number, { site, from }: { site: string; from: string }) {
  const [code, startTime, endTime] = SHIFTS[line % SHIFTS.length]!;
  return {
    commandId: newCommandId(),
    id: `${rota}-${line}`,
    rota,
    site,
    service: 'bench',
    role: `Team ${Math.floor(line / SHIFTS.length) + 1}`,
    grade: [],
    skill: 'bench',
    count: COUNT,
    kind: 'shift' as const,
    code,
    startTime,
    endTime,
    breakMinutes: 30,
    expectedWorkMinutes: 0,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    publicHolidays: 'as-usual' as const,
    from,
    to: null,
    arrangement: null,
  };
}

/** One person of so many has no duty, and so much of the demand stays open for whoever measures. */
const LEFT_OUT = 10;

/** Each person works two days and rests three, always the same shift, so that hardly a rule is in the way. */
function placesOf(
  duties: readonly { id: string; code: string; date: string; count: number }[],
  people: readonly string[],
) {
  const days = Map.groupBy(duties, ({ date }) => date);
  const turns = SHIFTS.map((_, shift) =>
    people.filter((_person, n) => n % LEFT_OUT !== 0 && n % SHIFTS.length === shift),
  );
  return [...days.keys()].sort().flatMap((date, day) =>
    SHIFTS.flatMap(([code], shift) => {
      const free = (turns[shift] ?? []).filter((_, n) => (day + n) % 5 < 2);
      return (days.get(date) ?? [])
        .filter((duty) => duty.code === code)
        .flatMap((duty) =>
          Array.from({ length: duty.count }, () => free.shift()).flatMap((person) =>
            person ? [{ duty: duty.id, person }] : [],
          ),
        );
    }),
  );
}
