import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
type Manifest = {
  readonly dir: string;
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
};
const manifests: readonly Manifest[] = globSync('{packages/*,services/*,infra/*,load-tests}/package.json', {
  cwd: root,
}).map((path) => ({
  dir: dirname(path),
  ...JSON.parse(readFileSync(join(root, path), 'utf8')),
}));
const isComposition = ({ name }: Manifest) => ['@weft/platform', '@weft/web'].includes(name);
const services = manifests.filter(({ dir, name }) => dir.startsWith('services/') && !isComposition({ dir, name }));
const sourcesOf = (dir: string) => globSync(`${dir}/{src,bench,bin}/**/*.{ts,tsx,mjs}`, { cwd: root });
const sources = manifests.flatMap(({ dir }) => sourcesOf(dir));
const textOf = new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const text = (path: string) => textOf.get(path) ?? '';

/** Every `from '…'` and `import('…')` of a file, resolved to a path of the project where it is one. */
function importsOf(path: string): string[] {
  const found = [...text(path).matchAll(/(?:from\s+|import\s*\(\s*|import\s+|new URL\(\s*)'([^']+)'/g)].map(
    (match) => match[1] as string,
  );
  return found.map((specifier) => {
    if (specifier.startsWith('.')) return join(dirname(path), specifier);
    const owner = manifests.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
    const entry = owner?.exports?.[specifier === owner.name ? '.' : `.${specifier.slice(owner.name.length)}`];
    return owner && entry ? join(owner.dir, entry) : specifier;
  });
}
const imports = new Map(sources.map((path) => [path, importsOf(path)]));

describe('the architecture', () => {
  test.each(services.map((service) => [service.name, service]))('%s depends on no other service', (_name, service) => {
    const others = services.map(({ name }) => name);
    expect(Object.keys(service.dependencies ?? {}).filter((name) => others.includes(name))).toEqual([]);
    for (const path of sourcesOf(service.dir))
      for (const target of imports.get(path) ?? [])
        expect(
          target.startsWith('services/') && !target.startsWith(`${service.dir}/`),
          `${path} reaches ${target}`,
        ).toBe(false);
  });

  test('the engine depends on no package of ours, and contracts on none', () => {
    for (const name of ['@weft/rostering', '@weft/contracts']) {
      const { dependencies = {} } = manifests.find((manifest) => manifest.name === name) ?? {};
      expect(Object.keys(dependencies).filter((dependency) => dependency.startsWith('@weft/'))).toEqual([]);
    }
  });

  test('packages depend on each other and on services without a cycle', () => {
    const edges = new Map(
      manifests.map(({ name, dependencies = {} }) => [
        name,
        Object.keys(dependencies).filter((one) => one.startsWith('@weft/')),
      ]),
    );
    expect(cyclesIn(edges)).toEqual([]);
  });

  test('files import each other without a cycle', () => {
    const real = new Map(
      [...imports].map(([path, targets]) => [
        path,
        targets.filter((target) => textOf.has(target) && !isTypeOnly(path, target)),
      ]),
    );
    expect(cyclesIn(real)).toEqual([]);
  });

  test('deciders, views, rules and publishers touch no clock, no randomness and no I/O', () => {
    const pure = sources.filter(
      (path) =>
        /^services\/.*\/(decider|view|publish|events)\.ts$|rostering\/src\/rules\/[^/]*\.ts$/.test(path) &&
        !path.endsWith('.test.ts'),
    );
    expect(pure.length).toBeGreaterThan(20);
    for (const path of pure.filter((one) => !one.startsWith('packages/eventing/')))
      expect(text(path), path).not.toMatch(
        /Date\.now|new Date\(\)|Math\.random|randomUUID|from 'node:|process\.|fetch\(|performance\./,
      );
  });

  test('only main, start and command files read the environment', () => {
    const allowed =
      /(main|start|test-all|chromium|agree|rota-check)\.ts$|\/cli\/|\/bin\/|\/bench\/|\/e2e\/|\.test\.ts$|\.fixture\.ts$|vite\.config\.ts$/;
    expect(sources.filter((path) => !allowed.test(path) && text(path).includes('process.env'))).toEqual([]);
  });

  test('no package reaches into another one past its exports', () => {
    for (const [path, targets] of imports) {
      const own = path.split('/').slice(0, 2).join('/');
      for (const target of targets) {
        if (!textOf.has(target) || target.startsWith(`${own}/`)) continue;
        const owner = manifests.find(({ dir }) => target.startsWith(`${dir}/`));
        const isExported = Object.values(owner?.exports ?? {}).some(
          (entry) => join(owner?.dir ?? '', entry) === target,
        );
        expect(isExported, `${path} reaches into ${target}`).toBe(true);
      }
    }
  });

  test('no folder is there that nothing uses, and none with a name that says nothing', () => {
    const top = readdirSync(root, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
    );
    const known = ['docs', 'infra', 'load-tests', 'packages', 'services', 'node_modules', 'data'];
    expect(top.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    const folders = new Set(sources.map((path) => dirname(path)));
    for (const folder of folders) {
      expect(['shared', 'common', 'utils', 'types', 'helpers', 'lib']).not.toContain(basename(folder));
      const own = sources.filter((path) => path.startsWith(`${folder}/`));
      const isUsed = own.some(
        (path) =>
          isEntry(path) ||
          [...imports].some(([from, targets]) => !from.startsWith(`${folder}/`) && targets.includes(path)),
      );
      expect(isUsed, `${folder} is used by nothing`).toBe(true);
    }
  });

  test('every exported value is used by another file, and every exported type by a file or a signature', () => {
    const unused: string[] = [];
    for (const path of sources) {
      if (path.endsWith('.test.ts') || isEntry(path)) continue;
      for (const { name, isType } of exportsOf(path)) {
        const pattern = new RegExp(`\\b${name}\\b`, 'g');
        const isInSignature = isType && (path.endsWith('/index.ts') || (text(path).match(pattern) ?? []).length > 1);
        const isUsed = [...imports].some(
          ([from, targets]) => from !== path && targets.includes(path) && (text(from).match(pattern) ?? []).length > 0,
        );
        if (!isUsed && !isInSignature) unused.push(`${path}: ${name}`);
      }
    }
    expect(unused).toEqual([]);
  });

  test('every package says what it is in a README', () => {
    for (const { dir } of manifests) expect(existsSync(join(root, dir, 'README.md')), `${dir}/README.md`).toBe(true);
  });
});

/** Files that something outside of the sources starts or names: commands, public lists, tests. */
function isEntry(path: string): boolean {
  const entries = manifests.flatMap(({ dir, exports = {} }) => Object.values(exports).map((entry) => join(dir, entry)));
  return (
    (entries.includes(path) && !path.endsWith('/index.ts')) ||
    /(start|test-all|main|rota-check|agree|worker|vite\.config)\.tsx?$|\/(bench|bin)\/|\.test\.tsx?$/.test(path)
  );
}

function exportsOf(path: string): { readonly name: string; readonly isType: boolean }[] {
  const declared = [...text(path).matchAll(/^export (?:async )?(const|function\*?|class|type) (\w+)/gm)].map(
    (match) => ({
      name: match[2] as string,
      isType: match[1] === 'type',
    }),
  );
  const listed = [...text(path).matchAll(/^export (type )?\{([^}]*)\}/gms)].flatMap((match) =>
    (match[2] as string).split(',').flatMap((item) => {
      const name =
        item
          .trim()
          .replace(/^type /, '')
          .split(' as ')
          .at(-1) ?? '';
      return name === '' ? [] : [{ name, isType: match[1] !== undefined || item.trim().startsWith('type ') }];
    }),
  );
  return [...new Map([...declared, ...listed].map((one) => [one.name, one])).values()];
}

/** True when a file imports only types from another one: no cycle at run time. */
function isTypeOnly(path: string, target: string): boolean {
  const lines = [...text(path).matchAll(/import ([^;]*?) from '([^']+)'/gs)].filter(
    (match) => join(dirname(path), match[2] as string) === target,
  );
  return (
    lines.length > 0 &&
    lines.every((match) => {
      const what = (match[1] as string).trim();
      return (
        what.startsWith('type ') ||
        (what.startsWith('{') &&
          what
            .replace(/[{}]/g, '')
            .split(',')
            .every((one) => one.trim() === '' || one.trim().startsWith('type ')))
      );
    })
  );
}

function cyclesIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (node: string, trail: readonly string[]) => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(node)), node].join(' → '));
      return;
    }
    state.set(node, 'open');
    for (const next of edges.get(node) ?? []) visit(next, [...trail, node]);
    state.set(node, 'done');
  };
  for (const node of edges.keys()) visit(node, []);
  return cycles;
}
