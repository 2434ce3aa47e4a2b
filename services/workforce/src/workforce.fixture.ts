import { randomUUID } from 'node:crypto';
import { type Employment, OrganisationCode, PersonId, SiteCode } from '@weft/contracts';
import { type EventLog, memoryBus, memoryLog, openRows, type Position, type RowsFile } from '@weft/eventing';
import { type Actor, type Context, type ServiceDeps, startService, tokensOf } from '@weft/service-kit';
import { arrangementOf, siteOf, startNetwork, trust } from './network.fixture.ts';
import { workforceService } from './service.ts';

/** Brand without parsing: values of the tests are right by eye. */
export const person = (id: string) => PersonId.parse(id);
export const code = (ods: string) => OrganisationCode.parse(ods);
export const command = () => ({ commandId: randomUUID() });

export const operator: Actor = { person: 'operator', organisation: 'WEFT', roles: ['operator'] };
export const manager = (organisation: string): Actor => ({
  person: `manager-${organisation}`,
  organisation,
  roles: ['rota-manager'],
});
export const clinician = (id: string, organisation: string): Actor => ({
  person: id,
  organisation,
  roles: ['clinician'],
});

/** An employment with everything in it that nobody else should hear of. */
export const employment = (employer: string, assignment: string, more: Partial<Employment> = {}): Employment => ({
  employer: code(employer),
  assignment,
  pack: 'EN-RD-2016',
  wte: 1,
  grade: 'ST4',
  staffGroup: 'medical',
  skills: [],
  homeSite: null,
  annualLeaveDays: 27,
  from: '2025-08-06',
  to: null,
  ...more,
});
export const site = (ods: string) => SiteCode.parse(ods);

const key = new Uint8Array(32).fill(7);
const silent = { error: () => {}, info: () => {} } as unknown as ServiceDeps['logger'];

/** A running workforce with a network beside it: RA4 and RBD share an arrangement, RXX has none. */
export async function startWorkforce(
  given: {
    readonly log?: EventLog;
    readonly rows?: RowsFile;
    readonly now?: () => Date;
    readonly demonstration?: boolean;
  } = {},
) {
  const log = given.log ?? memoryLog();
  const bus = memoryBus();
  const now = given.now ?? (() => new Date('2026-03-02T09:00:00Z'));
  const network = await startNetwork(log, bus);
  let service = undefined as unknown as ReturnType<typeof workforceService>;
  const started = await startService(
    (deps) => {
      service = workforceService(deps, { demonstration: given.demonstration ?? true });
      return service;
    },
    { log, bus, rows: given.rows ?? openRows(':memory:'), now, logger: silent, tokens: tokensOf(key, now) },
  );
  let after: Position | null = null;
  const cookies: (string | null)[] = [];

  /** Calls the API as one actor, who has seen all that was done before. */
  function as(actor: Actor | null) {
    const context: Context = {
      actor,
      tokenFault: null,
      traceparent: undefined,
      after,
      log,
      now,
      caughtUp: started.deps.live.caughtUp,
      setTokenCookie: (token) => cookies.push(token),
    };
    return service.router.createCaller(context);
  }

  return {
    as,
    log,
    started,
    service,
    network,
    cookies,
    tokens: tokensOf(key, now),
    /** What is done from here on is seen by every later call. */
    seen: <Answer extends { readonly position: Position | null }>(answer: Answer): Answer => {
      if (answer.position !== null && (after === null || answer.position > after)) after = answer.position;
      return answer;
    },
    async places() {
      const facts = [
        ['network.OrganisationRecorded.v1', trust('RA4', 'Yeovil District Hospital')],
        ['network.OrganisationRecorded.v1', trust('RBD', 'Dorset County Hospital')],
        ['network.OrganisationRecorded.v1', trust('RXX', 'Elsewhere')],
        ['network.SiteRecorded.v1', siteOf('RA430', 'RA4')],
        [
          'network.ArrangementRecorded.v1',
          arrangementOf('ent', { providers: ['RBD'], hosts: ['RA4'], staffGroups: ['medical'] }),
        ],
      ] as const;
      for (const [subject, data] of facts) {
        const position = await network.publish(subject, data);
        after = after !== null && after > position ? after : position;
      }
    },
    /** Resolves when `isSo` holds; asked again after each change that the views take in. */
    async until(isSo: () => Promise<boolean>): Promise<void> {
      for (;;) {
        let wake = () => {};
        const moved = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const stop = started.deps.live.onChange(() => wake());
        const holds = await isSo();
        if (!holds) await moved;
        await stop();
        if (holds) return;
      }
    },
    async stop() {
      await started.stop();
      await network.stop();
    },
  };
}

export type Workforce = Awaited<ReturnType<typeof startWorkforce>>;
