import { basename } from 'node:path';
import { addDays, localDateOf, mondayOf, weekdayOf } from '@weft/rostering';
import { newCommandId, type WeftClient } from '../../client.ts';
import { answer, type Common } from '../command.ts';
import { CliError, EXIT } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from '../words.ts';
import { type Place, placeOf, planOf } from './plan.ts';
import { readBenchmark } from './read.ts';

type Options = Common & { rota?: string; start?: string; preview?: boolean };

/** Weeks ahead at which an instance starts when nobody says: enough for the notice that people are owed. */
const WEEKS_AHEAD = 7;
const AT_ONCE = 20;

/** Takes a benchmark instance in as a rota of an invented organisation: people, leave, demand and open duties. */
export async function importBenchmark(
  terminal: Terminal,
  client: WeftClient,
  { text, path, options }: { readonly text: string; readonly path: string; readonly options: Options },
): Promise<void> {
  const benchmark = readBenchmark(text);
  const name = basename(path).replace(/\.[^.]*$/, '');
  const place = placeOf(name, options.rota, startOf(options.start));
  const plan = planOf(benchmark, place);
  const { period, people, templates, notMapped } = plan;
  const told = { rota: place.rota, organisation: place.organisation, site: place.site, period, people: people.length };
  const words = (head: string) => () =>
    [
      head,
      `Rota ${place.rota} of ${place.organisation} at ${place.site}, ${period.from} to ${period.to}: ${counted(people.length, 'person', 'people')}, ${counted(templates.length, 'demand template')}.`,
      'Not mapped:',
      ...notMapped.map((line) => `  ${line}`),
    ].join('\n');
  if (options.preview) {
    answer(terminal, options, { ...told, templates: templates.length, notMapped }, words('This would be imported:'));
    return;
  }
  await recordPlace(client, place);
  await client.workforce.people.list.query();
  await client.workforce.recordMany.mutate({ people, commandId: newCommandId() });
  const { rota, organisation, site } = place;
  await client.sharedRotas.rotas.list.query();
  const rotaAsked = { id: rota, name: `Benchmark ${name}`, owner: organisation, sites: [site], period };
  await client.sharedRotas.rotas.open.mutate({ ...rotaAsked, commandId: newCommandId() });
  await client.sharedRotas.rotas.list.query();
  for (let first = 0; first < templates.length; first += AT_ONCE) {
    const some = templates.slice(first, first + AT_ONCE);
    await Promise.all(some.map((one) => client.sharedRotas.demand.set.mutate({ ...one, commandId: newCommandId() })));
    terminal.progress(first + some.length, templates.length, 'demand');
  }
  const { opened, kept } = await client.sharedRotas.demand.expand.mutate({
    rota,
    ...period,
    commandId: newCommandId(),
  });
  answer(
    terminal,
    options,
    { ...told, templates: templates.length, opened, kept, notMapped },
    words(`Imported. ${counted(opened, 'duty', 'duties')} opened. Next: weft roster --rota ${rota}`),
  );
}

function startOf(start: string | undefined): string {
  if (start === undefined) return addDays(mondayOf(localDateOf('Europe/London', Date.now())), 7 * WEEKS_AHEAD);
  if (weekdayOf(start) !== 1)
    throw new CliError(
      `${start} is not a Monday, and every instance starts on one. Say --start ${mondayOf(start)}.`,
      EXIT.badInput,
    );
  return start;
}

async function recordPlace({ network }: WeftClient, { name, organisation, site }: Place): Promise<void> {
  const source = 'invented for a benchmark instance';
  await network.recordMany.mutate({
    organisations: [
      {
        code: organisation,
        kind: 'other',
        names: [{ name: `Invented organisation of ${name}`, from: null, to: null }],
        successor: null,
        source,
      },
    ],
    sites: [
      {
        code: site,
        name: `Invented ward of ${name}`,
        organisations: [{ code: organisation, from: null, to: null }],
        postcode: null,
        latitude: null,
        longitude: null,
        source,
      },
    ],
    commandId: newCommandId(),
  });
}
