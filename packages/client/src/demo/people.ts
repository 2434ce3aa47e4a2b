import { type Arrangement, Credential, Employment, LeaveId, OrganisationCode, PersonId } from '@weft/contracts';
import { addDays } from '@weft/rostering';
import { dayOf, HISTORY_WEEKS } from './dates.ts';
import { inventedName, inventedNumber } from './names.ts';
import { between } from './random.ts';
import type { Team } from './rota-plan.ts';

type Kind = Credential['kind'];
type DemoLeave = { id: LeaveId; kind: 'annual' | 'study' | 'sick' | 'maternity'; from: string; to: string };

/** All that is recorded of one invented person. */
export type DemoPerson = {
  id: PersonId;
  name: string;
  number: ReturnType<typeof inventedNumber> | null;
  optOut48: boolean;
  employments: Employment[];
  credentials: Credential[];
  leave: DemoLeave[];
  roles: { organisation: OrganisationCode; role: 'clinician' | 'rota-manager' }[];
};

/** The time that is generated, and where its chances come from. */
export type Making = {
  readonly random: () => number;
  readonly weeks: number;
  readonly startMonday: string;
  readonly arrangements: readonly Arrangement[];
};

/** Somebody of a team; spare people are free, present and hold all that is asked. */
export type Member = { readonly person: DemoPerson; readonly isSpare: boolean; readonly wte: number };

const DAYS_ALWAYS: readonly Kind[] = ['registration', 'dbs', 'core-skills'];

function employmentsOf(team: Team, { n, wte, isJoint }: { n: number; wte: number; isJoint: boolean }, from: string) {
  const employers = isJoint && team.joint ? [...team.employers, [team.joint.employer, 1] as const] : team.employers;
  const isSplit = isJoint && team.joint;
  return employers.map(([employer, part]) =>
    Employment.parse({
      employer,
      assignment: `DEMO-${String(n).padStart(4, '0')}`,
      pack: team.pack,
      wte: isSplit ? wte / 2 : part * wte,
      grade: team.grade,
      staffGroup: team.staffGroup,
      skills: [team.skill],
      homeSite: team.home,
      annualLeaveDays: 27,
      from,
      to: null,
    }),
  );
}

/** What the hosts of a person's arrangements ask, and what everybody holds; now and then something runs out. */
function credentialsOf(
  employers: readonly string[],
  { random, weeks, startMonday, arrangements }: Making,
  isSpare: boolean,
): Credential[] {
  const end = dayOf(startMonday, weeks);
  const held = new Map<string, { kind: Kind; host: string | null }>();
  const hold = (kind: Kind, host: string | null) => held.set(`${kind}-${host ?? 'all'}`, { kind, host });
  for (const kind of DAYS_ALWAYS) hold(kind, null);
  for (const { providers, hosts, to, credentials } of arrangements) {
    if (to !== null || !providers.some((code) => employers.includes(code))) continue;
    for (const host of hosts.filter((code) => !employers.includes(code))) {
      hold('induction', host);
      for (const kind of credentials) hold(kind, kind === 'honorary-contract' ? host : null);
    }
  }
  const fate = isSpare ? 1 : random();
  const touched = between(random, 0, held.size - 1);
  return [...held].map(([id, { kind, host }], index) => {
    const until = addDays(end, between(random, 60, 700));
    const soon = dayOf(startMonday, HISTORY_WEEKS, between(random, 3, 35));
    const past = dayOf(startMonday, 2, between(random, 0, 13));
    const to = index !== touched ? until : fate < 0.03 ? past : fate < 0.12 ? soon : until;
    const detail = kind === 'dbs' ? 'enhanced' : '';
    return Credential.parse({ id, kind, host, detail, from: addDays(startMonday, -between(random, 100, 900)), to });
  });
}

/** Weeks of leave, days of study and of sickness; no two on one day. */
function leaveOf(id: string, { random, weeks, startMonday }: Making): DemoLeave[] {
  const leave: DemoLeave[] = [];
  const add = (kind: DemoLeave['kind'], from: string, days: number) => {
    const to = addDays(from, days);
    if (leave.some((other) => other.from < to && from < other.to)) return;
    leave.push({ id: LeaveId.parse(`${id}-leave-${leave.length + 1}`), kind, from, to });
  };
  if (random() < 0.01) {
    add('maternity', startMonday, weeks * 7);
    return leave;
  }
  if (random() < 0.35) add('annual', dayOf(startMonday, between(random, 0, weeks - 1)), 7);
  if (random() < 0.1) add('study', dayOf(startMonday, between(random, 0, weeks - 1), between(random, 0, 3)), 2);
  if (random() < 0.04) add('sick', dayOf(startMonday, between(random, 0, HISTORY_WEEKS - 1), between(random, 0, 4)), 3);
  return leave;
}

/** The members of a team, numbered from `first`. */
export function membersOf(team: Team, first: number, making: Making): Member[] {
  const { random, startMonday } = making;
  return Array.from({ length: team.people + team.spare }, (_member, index) => {
    const n = first + index;
    const id = `demo-${String(n).padStart(4, '0')}`;
    const isSpare = index >= team.people;
    const isJoint = team.joint !== undefined && index < team.joint.people;
    const part = random();
    const wte = isSpare || part > 0.2 ? 1 : part > 0.05 ? 0.8 : 0.6;
    const employments = employmentsOf(team, { n, wte, isJoint }, addDays(startMonday, -between(random, 60, 2500)));
    const employers = employments.map(({ employer }) => employer);
    const person: DemoPerson = {
      id: PersonId.parse(id),
      name: inventedName(n),
      number: team.register && inventedNumber(team.register, n),
      optOut48: random() < 0.08,
      employments,
      credentials: credentialsOf(employers, making, isSpare),
      leave: isSpare ? [] : leaveOf(id, making),
      roles: employers.map((organisation) => ({ organisation, role: 'clinician' })),
    };
    return { person, isSpare, wte };
  });
}

/** Organisations that have a rota manager, and where they are. */
const MANAGERS: readonly (readonly [organisation: string, name: string])[] = [
  ['RH5', 'Morgan Example-Yeovil'],
  ['RBD', 'Dorian Example-Dorset'],
  ['RJC', 'Wanda Example-Warwick'],
  ['RKB', 'Cory Example-Coventry'],
  ['RTF', 'Norah Example-Northumbria'],
  ['RHQ', 'Shay Example-Sheffield'],
  ['RCU', 'Chris Example-Children'],
  ['RCF', 'Arden Example-Airedale'],
];

/** One rota manager for each organisation that has a part in a rota. */
export const managersOf = ({ startMonday }: Pick<Making, 'startMonday'>): DemoPerson[] =>
  MANAGERS.map(([code, name]) => {
    const organisation = OrganisationCode.parse(code);
    const employment = Employment.parse({
      employer: organisation,
      assignment: 'DEMO-MANAGER',
      pack: 'WTR',
      wte: 1,
      grade: 'Rota manager',
      staffGroup: 'administration',
      skills: [],
      homeSite: null,
      annualLeaveDays: 27,
      from: addDays(startMonday, -700),
      to: null,
    });
    return {
      id: PersonId.parse(`demo-manager-${code.toLowerCase()}`),
      name,
      number: null,
      optOut48: false,
      employments: [employment],
      credentials: [],
      leave: [],
      roles: [{ organisation, role: 'rota-manager' }],
    };
  });
