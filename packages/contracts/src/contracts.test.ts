import { expect, test } from 'vitest';
import { z } from 'zod';
import { networkContracts, sharedRotasContracts, workforceContracts } from './index.ts';

test.each([
  ['network', networkContracts],
  ['shared-rotas', sharedRotasContracts],
  ['workforce', workforceContracts],
])('each subject of %s says the service, the event and the version', (service, contracts) => {
  for (const subject of Object.keys(contracts))
    expect(subject).toMatch(new RegExp(`^${service}\\.[A-Z][A-Za-z]+\\.v[1-9]\\d*$`));
});

test('a contract takes on fields: a reader that does not know them still reads the rest', () => {
  const known = { rota: 'rota-1', version: 1, from: '2026-03-02', to: '2026-04-27' };
  const contract = sharedRotasContracts['shared-rotas.RotaPublished.v1'];
  expect(contract.parse({ ...known, later: true })).toEqual(known);
});

test('what crosses the bus is plain JSON: every contract has a JSON schema', () => {
  for (const contracts of [networkContracts, sharedRotasContracts, workforceContracts])
    for (const [subject, contract] of Object.entries(contracts))
      expect(z.toJSONSchema(contract as z.ZodType), subject).toMatchObject({ type: 'object' });
});
