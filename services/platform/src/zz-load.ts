import { weftClient } from '@weft/client';
import { loadDemo } from '@weft/client/demo';
import { openBus, openLog } from '@weft/eventing';
import { tokensOf } from '@weft/service-kit';
import { pino } from 'pino';
import { startPlatform } from './platform.ts';
const dir = process.argv[2]!;
const log = await openLog(`sqlite:${dir}/log.db`);
const now = () => new Date();
const tokens = tokensOf(new Uint8Array(32).fill(7), now);
const p = await startPlatform({ log, bus: await openBus('memory:'), rowsOf: (s: string) => `${dir}/${s}.db`, tokens, now, logger: pino({ level: 'warn' }, pino.destination(2)), port: 0, host: '127.0.0.1', pages: null });
const token = await tokens.sign({ person: 'operator', organisation: 'WEFT', roles: ['operator'] });
const client = weftClient({ url: p.address, token: () => token });
for (const run of [1, 2]) {
  const t = Date.now();
  try {
    await loadDemo(client, { seed: 1, weeks: 12, startMonday: '2026-10-26', onProgress: (l) => { if (run === 1 && l.startsWith('Neurology')) throw new Error('cut'); console.log(((Date.now() - t) / 1000).toFixed(1), l); } });
  } catch (e) { console.log('FAILED', (e as Error).message, JSON.stringify((e as any).data?.refusal?.details ?? null)?.slice(0, 1500)); }
  console.log('run', run, (Date.now() - t) / 1000, 'head', await log.head());
}
const t2 = Date.now();
for (const r of await client.sharedRotas.rotas.list.query()) console.log(r.id, 'v', r.version, 'duties', r.duties, 'gaps', r.gaps, 'hard', r.hardFindings);
for (const r of await client.sharedRotas.rotas.list.query()) { const f = await client.sharedRotas.findings.list.query({ rota: r.id as never }) as any; for (const x of (Array.isArray(f) ? f : f.findings).filter((x: any) => x.severity === 'hard')) console.log(r.id, x.rule, x.person, x.overridden ? 'overridden' : 'OPEN', x.sentence); }
console.log('list', Date.now() - t2);
for (const r of ['northumbria-emergency', 'airedale-telehealth']) console.log(r, (await client.sharedRotas.overrides.list.query({ rota: r as never })).length);
console.log((await client.workforce.signIn.people.query()).map((x) => `${x.name} ${x.organisation} ${x.roles}`).slice(0, 12));
await p.stop();
