import { hours } from '../layout/words.ts';

const GROUPS = [
  { group: 'free', title: 'Free, within their hours' },
  { group: 'extra-hours', title: 'Free, for extra hours' },
  { group: 'other-employers', title: 'From other employers, under an arrangement' },
  { group: 'giving-up', title: 'Could, if they gave up a duty of their own' },
  { group: 'rules', title: 'Would break a rule' },
  { group: 'away', title: 'On leave or at work' },
  { group: 'not-judged', title: 'Not judged: enough others come first' },
  { group: 'barred', title: 'May not do it: grade, skill, credential or arrangement' },
] as const;

export type GroupName = (typeof GROUPS)[number]['group'];
type Grouped = { readonly group: GroupName };

/** People by group, in the order in which one would ask them; empty groups are left out, and nobody else. */
export const inGroups = <One extends Grouped>(people: readonly One[]) =>
  GROUPS.map(({ group, title }) => ({ group, title, people: people.filter((one) => one.group === group) })).filter(
    (each) => each.people.length > 0,
  );

/** Those who can be placed at once: nothing stops them. */
export const canFill = ({ group }: Grouped): boolean =>
  group === 'free' || group === 'extra-hours' || group === 'other-employers';

/** Hours against the contract, with the duty: '3 h over', '12.5 h under', 'no hours agreed'. */
export const balanceWords = (balance: number | null): string =>
  balance === null
    ? 'no hours agreed'
    : balance === 0
      ? 'exactly the agreed hours'
      : `${hours(Math.abs(balance))} h ${balance > 0 ? 'over' : 'under'}`;

/** What it costs, as far as it is known here: no pay rates are, who pays and for what is. */
export const costWords = ({
  group,
  hoursBalance,
  payer,
}: Grouped & { readonly hoursBalance: number | null; readonly payer: string }): string =>
  group === 'extra-hours'
    ? `extra hours, paid by ${payer}; the rate is not known here`
    : hoursBalance !== null && hoursBalance <= 0
      ? `within agreed hours, paid by ${payer}`
      : `paid by ${payer}; the rate is not known here`;
