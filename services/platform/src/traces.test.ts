import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newCommandId } from '@weft/client';
import { memoryBus, memoryLog } from '@weft/eventing';
import { startWatch, tokensOf } from '@weft/service-kit';
import { expect, test } from 'vitest';
import { startPlatform } from './platform.ts';

type Line = { readonly trace: string; readonly span: string; readonly parent: string | null; readonly name: string };

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const person = {
  id: 'zz-1',
  name: 'Canary Person',
  number: null,
  optOut48: false,
  employments: [],
  credentials: [],
  leave: [],
  roles: [],
};

test('one trace leads from a command of workforce to the view of shared-rotas, and names nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-traces-'));
  const file = join(folder, 'traces.jsonl');
  const settings = { LOG_LEVEL: 'silent', WEFT_METRICS: 'local', WEFT_TRACES: `file:${file}` };
  const watch = await startWatch({ name: 'platform' }, settings);
  const now = () => new Date();
  const tokens = tokensOf(new TextEncoder().encode('a key for these tests, and no other'), now);
  const listening = { port: 0, host: 'localhost', pages: null };
  const deps = { log: memoryLog(), bus: memoryBus(), rowsOf: () => ':memory:', tokens, now, ...watch, ...listening };
  const platform = await startPlatform(deps);
  const token = await tokens.sign({ person: 'operator', organisation: 'WEFT', roles: ['operator'] });
  const send = async (traceparent: string, people: readonly (typeof person)[]) => {
    const answer = await fetch(`${platform.address}/api/workforce/recordMany`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, traceparent },
      body: JSON.stringify({ commandId: newCommandId(), people }),
    });
    expect(await answer.text()).toContain('"result"');
  };
  try {
    await send(`00-${TRACE}-${CALLER}-00`, [person]);
    await send('no traceparent', [{ ...person, id: 'zz-2' }]);
    const head = (await deps.log.head()) as NonNullable<Awaited<ReturnType<typeof deps.log.head>>>;
    for (const { running } of platform.started) {
      await running.waitFor(head, 10_000);
      await running.waitForContracts(head, 10_000);
    }
    await platform.stop();
    await watch.stop();
    const text = readFileSync(file, 'utf8');
    const all = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const lines = all.filter(({ trace }) => trace === TRACE);
    expect(all.length).toBeGreaterThan(lines.length);

    const fromClick = (line: Line): string[] => {
      const before = lines.find(({ span }) => span === line.parent);
      return [...(before ? fromClick(before) : [`caller ${line.parent}`]), line.name];
    };
    const ways = lines.map(fromClick).map((way) => way.join(' > '));
    const procedure = `caller ${CALLER} > POST /api/workforce/:path > recordMany`;
    expect(ways).toContain(`${procedure} > append person`);
    expect(ways).toContain(`${procedure} > view people`);
    expect(ways).toContain(`${procedure} > publish workforce > view workforce-facts`);
    expect(text).not.toMatch(/Canary|zz-1/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
