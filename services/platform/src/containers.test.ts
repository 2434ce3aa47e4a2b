import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { metricsOf } from '@weft/service-kit';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const yaml = (path: string): unknown => parse(read(path), { merge: true });

const Container = z.object({
  image: z.string(),
  build: z
    .object({
      context: z.string(),
      dockerfile: z.string(),
      target: z.string(),
      args: z.object({ SERVICE: z.string(), MAIN: z.string().optional() }).optional(),
    })
    .optional(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }),
  user: z.string().optional(),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.enum(['inside', 'outside'])),
  secrets: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
});
const Compose = z.object({
  services: z.record(z.string(), Container),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  volumes: z.record(z.string(), z.unknown()),
});
const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
});

const compose = Compose.parse(yaml('infra/compose.yaml'));
const containers = Object.entries(compose.services);
const ours = containers.filter(([, { build }]) => build);
const alerts = Rules.parse(yaml('infra/alerts.yml')).groups.flatMap(({ rules }) => rules);
const dashboard = Dashboard.parse(JSON.parse(read('infra/grafana/dashboards/weft.json')));

describe('the image', () => {
  const dockerfile = read('infra/Dockerfile');

  test('is without a problem for the linter', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  test('runs as another user than root, has a health check, and pins its tools', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    for (const stage of stages.filter((one) => /^CMD /m.test(one))) expect(stage).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    const { packageManager } = JSON.parse(read('package.json')) as { packageManager: string };
    expect(dockerfile).toContain(`npm install --global ${packageManager.split('+')[0]}`);
    const node = /const NODE = '([\d.]+)'/.exec(read('with-node24.mjs'))?.[1];
    expect(dockerfile).toContain(`ARG NODE_IMAGE=node:${node}-`);
  });

  test('takes in every manifest of the workspace, so that the lockfile fits', () => {
    const ignored = read('infra/Dockerfile.dockerignore').split('\n');
    for (const path of globSync(['infra/*/package.json', 'load-tests/package.json'], { cwd: root }))
      expect(ignored, path).toContain(`!${path}`);
  });
});

describe('the composition', () => {
  test('has a process for each service that can run alone, and each starts a file that is there', () => {
    const alone = globSync('services/*/src/main.ts', { cwd: root }).map((path) => path.split('/')[1]);
    expect(alone.length).toBeGreaterThan(2);
    expect(ours.map(([name]) => name)).toEqual(expect.arrayContaining([...alone, 'ingress']));
    expect(ours.filter(([name]) => name.startsWith('roster-worker'))).toHaveLength(2);
    for (const [name, { build }] of ours) {
      const { SERVICE, MAIN = 'main.ts' } = build?.args ?? { SERVICE: 'platform', MAIN: 'ingress/main.ts' };
      expect(existsSync(join(root, `services/${SERVICE}/src/${MAIN}`)), name).toBe(true);
      expect(existsSync(join(root, 'infra', build?.context ?? '', build?.dockerfile ?? '')), name).toBe(true);
    }
  });

  test.each(ours)('%s runs as another user than root and publishes nothing but the door', (name, container) => {
    expect(container.user).toBe('node');
    expect(container.ports).toEqual(name === 'ingress' ? ['8080:8080'] : []);
    expect(container.networks.includes('outside')).toBe(name === 'ingress');
  });

  test.each(containers)(
    '%s is given no secret by its environment, and only volumes and secrets that are declared',
    (_name, container) => {
      for (const [variable, value] of Object.entries(container.environment))
        expect(/(KEY|PASSWORD|SECRET|TOKEN)/.test(variable) && !/_FILE$/.test(variable), `${variable}=${value}`).toBe(
          false,
        );
      for (const secret of container.secrets) expect(compose.secrets).toHaveProperty(secret);
      for (const volume of container.volumes) {
        const [from = ''] = volume.split(':');
        if (from.startsWith('./secrets/')) continue;
        if (from.startsWith('.')) expect(existsSync(join(root, 'infra', from)), volume).toBe(true);
        else expect(compose.volumes).toHaveProperty(from);
      }
    },
  );

  test('each process speaks to the bus as a user of its own, whose key is there', () => {
    const users = JSON.parse(read('infra/nats/users.json')) as Record<string, unknown>;
    for (const [name, { environment, secrets }] of ours)
      for (const url of [environment.EVENT_BUS, environment.ROSTER_WORK].filter((one) => one !== undefined)) {
        const { searchParams } = new URL(url);
        const user = searchParams.get('user') ?? '';
        expect(name.startsWith(user), `${name} speaks as ${user}`).toBe(true);
        expect(users).toHaveProperty(user);
        for (const file of [searchParams.get('nkey'), searchParams.get('ca')])
          expect(secrets.map((secret) => `/run/secrets/${secret}`)).toContain(file);
        expect(compose.secrets[`nats-${user}`]?.file).toBe(`./secrets/nats/${user}.nk`);
      }
  });

  test('Prometheus asks each of our processes', () => {
    const text = read('infra/prometheus.yml');
    for (const [name, { environment }] of ours) {
      const port = /^\d+$/.exec(environment.WEFT_METRICS ?? '')?.[0] ?? '8080';
      expect(text).toContain(`'${name}:${port}'`);
    }
  });
});

describe('dashboard and alerts', () => {
  const registered = new Set(metricsOf({ process: true }).names());
  const known = (expression: string) =>
    [...expression.matchAll(/\b((?:weft|nodejs|process)_\w+)\b/g)]
      .map((match) => match[1] as string)
      .filter((name) => !registered.has(name.replace(/_(bucket|count|sum)$/, '')) && !registered.has(name));

  test.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s asks for figures that there are, and says what to do first',
    (name, { expr, annotations }) => {
      expect(known(expr)).toEqual([]);
      expect(annotations.runbook).toBe(`docs/operations.md#${name.toLowerCase()}`);
      const section = read('docs/operations.md').split(`\n### ${name}\n`)[1]?.split('\n### ')[0] ?? '';
      expect(section).toMatch(/Means: /);
      expect(section).toMatch(/First:\s/);
    },
  );

  test('each panel asks for figures that there are', () => {
    const asked = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));
    expect(asked.length).toBeGreaterThan(20);
    for (const { title, expr } of asked) expect(known(expr), title).toEqual([]);
  });

  test('each figure of ours is shown by a panel or watched by an alert', () => {
    const all = [
      ...alerts.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ].join('\n');
    for (const name of registered) if (name.startsWith('weft_')) expect(all, name).toContain(name);
  });
});
