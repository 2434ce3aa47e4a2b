import { basename } from 'node:path';
import { type RotaFile, readRotaFile } from '@weft/rostering';
import { newCommandId, type WeftClient } from '../client.ts';
import { answer, type Common } from './command.ts';
import { CliError, EXIT } from './exit-codes.ts';
import { acceptRota, openRows, previewInWords } from './import-table.ts';
import { networkOf, peopleIn } from './rota-file-facts.ts';
import { type Terminal, tableOf } from './terminal.ts';
import { counted } from './words.ts';

type Options = Common & { rota?: string; refuseRows?: number[]; preview?: boolean; reason?: string };

/** Takes a weft-rota file in: sites and people that nobody knows are recorded first, then its duties and who holds them. */
export async function importRotaFile(
  terminal: Terminal,
  client: WeftClient,
  { text, path, options }: { readonly text: string; readonly path: string; readonly options: Options },
): Promise<void> {
  const parsed = readRotaFile(text);
  if ('problems' in parsed)
    throw new CliError(
      [
        `${basename(path)} is no weft-rota file as it should be:`,
        ...parsed.problems.slice(0, 20).map(({ path: where, message }) => `  ${where}: ${message}`),
      ].join('\n'),
      EXIT.badInput,
    );
  const { file } = parsed;
  const rota = options.rota ?? nameOf(path);
  const network = await newInNetwork(client, rota, file);
  const people = await newPeople(client, file, network.newCodes);
  if (options.preview) {
    const told = { rota, sites: network.sites.map(({ code }) => code), people: people.map(({ id }) => id) };
    const counts = { duties: file.duties.length, assignments: file.assignments.length };
    answer(terminal, options, { ...told, ...counts }, () =>
      [
        `Rota ${rota}, ${file.period.from} to ${file.period.to}: ${counted(counts.duties, 'duty', 'duties')}, ${counted(counts.assignments, 'assignment')}.`,
        `New here: ${counted(told.sites.length, 'site')}, ${counted(told.people.length, 'person', 'people')}.`,
      ].join('\n'),
    );
    return;
  }
  await record(client, file, { network, people });
  await client.sharedRotas.rotas.list.query();
  const preview = await client.sharedRotas.imports.rotaFile.mutate({ rotaFile: file, rota, commandId: newCommandId() });
  const refuseRows = options.refuseRows ?? [];
  const open = openRows(preview, refuseRows);
  if (open.length > 0) {
    answer(terminal, options, { rota, applied: 0, ...preview }, () => previewInWords(preview));
    throw new CliError(
      `No duty was imported. Mend the file, or leave these rows out: --refuse-rows ${open.join(',')}`,
      EXIT.refused,
    );
  }
  const imported = await acceptRota(client, preview, { refuseRows, reason: options.reason });
  const recorded = { sites: network.sites.length, people: people.length };
  answer(terminal, options, { rota, recorded, ...imported }, () =>
    [
      `Rota ${rota}: ${counted(imported.applied, 'change')} made, ${counted(imported.overridden, 'placement')} with an override.`,
      `Recorded first: ${counted(recorded.sites, 'site')}, ${counted(recorded.people, 'person', 'people')}.`,
      ...(imported.refused.length > 0
        ? [`${imported.refused.length} refused:`, tableOf(imported.refused as Record<string, string | number>[])]
        : []),
    ].join('\n'),
  );
  if (imported.refused.length > 0) process.exitCode = EXIT.refused;
}

const nameOf = (path: string) =>
  basename(path)
    .replace(/\.[^.]*$/, '')
    .replace(/[^A-Za-z0-9_.~-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '') || 'rota';

async function newInNetwork({ network }: WeftClient, rota: string, file: RotaFile) {
  const [organisations, sites] = await Promise.all([network.organisations.list.query(), network.sites.list.query()]);
  return networkOf(rota, file, {
    organisations: new Set(organisations.map(({ code }) => code)),
    sites: new Map(sites.map(({ code, organisation }) => [code, organisation])),
  });
}

async function newPeople({ workforce }: WeftClient, file: RotaFile, newCodes: ReadonlySet<string>) {
  const known = new Set<string>();
  for (let page = 0; ; page++) {
    const { people, total } = await workforce.people.list.query({ page });
    for (const { id } of people) known.add(id);
    if (people.length === 0 || known.size >= total) break;
  }
  return peopleIn(file, { known, newCodes });
}

const AT_ONCE = 500;

async function record(
  client: WeftClient,
  { travelMinutes }: RotaFile,
  { network, people }: { readonly network: ReturnType<typeof networkOf>; readonly people: ReturnType<typeof peopleIn> },
): Promise<void> {
  const { organisations, sites, arrangements } = network;
  if (organisations.length + sites.length + arrangements.length > 0)
    await client.network.recordMany.mutate({ organisations, sites, arrangements, commandId: newCommandId() });
  const isNew = new Set(sites.map(({ code }) => code));
  for (const { from, to, minutes } of travelMinutes)
    if (from !== to && (isNew.has(from) || isNew.has(to)))
      await client.network.travel.set.mutate({ from, to, minutes: Math.round(minutes), commandId: newCommandId() });
  await client.workforce.people.list.query();
  for (let first = 0; first < people.length; first += AT_ONCE)
    await client.workforce.recordMany.mutate({
      people: people.slice(first, first + AT_ONCE),
      commandId: newCommandId(),
    });
}
