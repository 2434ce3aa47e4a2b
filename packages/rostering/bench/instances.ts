import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readProblemFile } from '../src/solve/problem-file.ts';
import { checkCurtois } from './checker/curtois.ts';
import { checkHospital } from './checker/hospital.ts';
import { checkInrc2 } from './checker/inrc2.ts';
import type { Verdict } from './checker/verdict.ts';

/** An instance: where its files lie, how a solver is told of them, and who judges a roster for it. */
export type BenchInstance = {
  readonly name: string;
  /** The arguments of `roster:file`, which the peers take too. */
  readonly arguments: readonly string[];
  /** A file for the roster, or a folder where there is one for each week. */
  readonly out: 'file' | 'folder';
  /** The program of ours that takes the arguments, below this package; `src/roster-file.ts` if not given. */
  readonly program?: string;
  /** @throws Error when the roster is not there or cannot be read. */
  readonly check: (roster: string) => Verdict;
};

const bestKnown = z.object({
  instances: z.record(
    z.string(),
    z.object({ best: z.number(), bound: z.number().optional(), publishedInTenMinutes: z.number().optional() }),
  ),
});

/** What the literature knows of an instance's cost, by the instance's name. */
export const BEST_KNOWN = bestKnown.parse(
  JSON.parse(readFileSync(new URL('./best-known.json', import.meta.url), 'utf8')),
).instances;

/**
 * The instance that a word on the command line means: a file in the Curtois format; or the name of one below the data
 * folder, `Instance8` or `n030w4_1_6-2-9-1` (history 1, weeks 6 2 9 1 of the folder n030w4), with or without a folder.
 * A file that ends in .json is the problem of a hospital, as `weft roster --problem` writes it; it may lie there too.
 * @throws Error that says what was looked for and where.
 */
export function instanceOf(word: string, data: string | undefined): BenchInstance {
  if (/^n\d+w\d+_\d+_\d+(-\d+)*$/.test(basename(word))) return inrc2Of(word, data);
  const hospitals = [word, ...foldersOf(data).map((folder) => join(folder, `${word}.json`))];
  const hospital = hospitals.find((place) => place.endsWith('.json') && existsSync(place));
  if (hospital) return hospitalOf(hospital);
  const places = [word, ...foldersOf(data).map((folder) => join(folder, `${word}.txt`))];
  const file = places.find((place) => place.endsWith('.txt') && existsSync(place));
  if (!file)
    throw new Error(`There is no instance ${word}. Looked for: ${places.join(', ')}. Name the folder with --data.`);
  return {
    name: basename(file, '.txt'),
    arguments: ['--format', 'curtois', '--in', file],
    out: 'file',
    check: (roster) => checkCurtois(readFileSync(file, 'utf8'), readFileSync(roster, 'utf8')),
  };
}

function hospitalOf(file: string): BenchInstance {
  return {
    name: basename(file, '.json'),
    arguments: ['--in', file],
    out: 'file',
    program: 'bench/hospital.ts',
    check: (roster) => checkHospital(readProblemFile(readFileSync(file, 'utf8')), readFileSync(roster, 'utf8')),
  };
}

/** Every instance below the data folder: all InstanceN.txt, and those of INRC-II that have a best known cost. */
export function allInstances(data: string | undefined): BenchInstance[] {
  const found = foldersOf(data).flatMap((folder) =>
    readdirSync(folder).flatMap((name) => /^Instance(\d+)\.txt$/.exec(name)?.[1] ?? []),
  );
  const words = [...new Set(found)].sort((a, b) => Number(a) - Number(b)).map((number) => `Instance${number}`);
  const inrc2 = Object.keys(BEST_KNOWN).filter((name) => name.startsWith('n') && folderOf(name, data) !== undefined);
  if (words.length + inrc2.length === 0) {
    throw new Error('--all found no instances. Name their folder with --data or WEFT_BENCHMARK_DATA.');
  }
  return [...words, ...inrc2].map((word) => instanceOf(word, data));
}

function inrc2Of(word: string, data: string | undefined): BenchInstance {
  const name = basename(word);
  const [set, history, weeks] = name.split('_') as [string, string, string];
  const folder = folderOf(word, data);
  if (!folder)
    throw new Error(`There is no folder ${set} with the files of ${name}. Name the folder above it with --data.`);
  const file = (kind: string, number?: string) => join(folder, `${[kind, set, number].filter(Boolean).join('-')}.txt`);
  const paths = {
    scenario: file('Sc'),
    history: file('H0', history),
    weeks: weeks.split('-').map((week) => file('WD', week)),
  };
  const missing = [paths.scenario, paths.history, ...paths.weeks].find((path) => !existsSync(path));
  if (missing) throw new Error(`${name} needs the file ${missing}, which is not there.`);
  const read = (path: string) => readFileSync(path, 'utf8');
  const files = ['--scenario', paths.scenario, '--history', paths.history, '--weeks', ...paths.weeks];
  return {
    name,
    arguments: ['--format', 'inrc2', ...files],
    out: 'folder',
    check: (roster) => {
      const texts = { scenario: read(paths.scenario), history: read(paths.history), weeks: paths.weeks.map(read) };
      return checkInrc2(texts, solutionsIn(roster));
    },
  };
}

function folderOf(word: string, data: string | undefined): string | undefined {
  const set = basename(word).split('_')[0]!;
  const places = [dirname(word), ...foldersOf(data)].map((folder) => join(folder, set));
  return places.find((place) => existsSync(join(place, `Sc-${set}.txt`)));
}

/** The data folder and the folders right below it. */
function foldersOf(data: string | undefined): string[] {
  if (!data || !existsSync(data)) return [];
  const below = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [data, ...below.map((entry) => join(data, entry.name))];
}

/** The texts of the solution files in a folder, by the week that each names. */
function solutionsIn(folder: string): string[] {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const weekOf = (text: string) => Number(/^\s*SOLUTION\s+(\d+)/.exec(text)?.[1] ?? Number.NaN);
  const solutions = texts.filter((text) => !Number.isNaN(weekOf(text)));
  return solutions.sort((a, b) => weekOf(a) - weekOf(b));
}
