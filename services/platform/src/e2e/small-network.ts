import { newCommandId, type WeftClient } from '@weft/client';

const forEver = { from: null, to: null };
/** The day so many days after the first Monday of 2030, which lies after every test. */
export const dayOf = (days: number): string => new Date(Date.UTC(2030, 0, 7 + days)).toISOString().slice(0, 10);

/** One invented hospital with so many people and a rota of so many day duties, through the API as its operator. */
export async function recordSmallNetwork(
  client: WeftClient,
  { people, days, perDay }: { people: number; days: number; perDay: number },
) {
  const id = newCommandId;
  await client.network.recordMany.mutate({
    commandId: id(),
    organisations: [
      {
        code: 'ZZ1',
        kind: 'nhs-trust',
        names: [{ name: 'Invented Hospital', ...forEver }],
        successor: null,
        source: 'invented',
      },
    ],
    sites: [
      {
        code: 'ZZ101',
        name: 'Invented Hospital',
        organisations: [{ code: 'ZZ1', ...forEver }],
        postcode: null,
        latitude: null,
        longitude: null,
        source: 'invented',
      },
    ],
  });
  await client.workforce.recordMany.mutate({
    commandId: id(),
    people: Array.from({ length: people }, (_, n) => ({
      id: `zz-${n}`,
      name: `Invented Person ${n}`,
      number: null,
      optOut48: false,
      employments: [
        {
          employer: 'ZZ1',
          assignment: `${90000 + n}-1`,
          pack: 'WTR' as const,
          wte: 1,
          grade: 'doctor',
          staffGroup: 'medical',
          skills: [],
          homeSite: 'ZZ101',
          annualLeaveDays: 27,
          from: '2020-01-01',
          to: null,
        },
      ],
      credentials: [],
      leave: [],
      roles: [],
    })),
  });
  const period = { from: dayOf(0), to: dayOf(days) };
  await client.sharedRotas.rotas.open.mutate({
    commandId: id(),
    id: 'zz-rota',
    name: 'Invented rota',
    owner: 'ZZ1',
    organisations: [],
    arrangements: [],
    sites: ['ZZ101'],
    period,
  });
  const duties: string[] = [];
  for (let day = 0; day < days; day++)
    for (let n = 0; n < perDay; n++) {
      const duty = `zz-${dayOf(day)}-${n}`;
      duties.push(duty);
      await client.sharedRotas.duties.add.mutate({
        commandId: id(),
        rota: 'zz-rota',
        duty,
        site: 'ZZ101',
        service: 'general',
        role: 'doctor',
        start: `${dayOf(day)}T09:00:00Z`,
        end: `${dayOf(day)}T13:00:00Z`,
        code: 'D',
      });
    }
  return { rota: 'zz-rota', duties, people: Array.from({ length: people }, (_, n) => `zz-${n}`), period };
}
