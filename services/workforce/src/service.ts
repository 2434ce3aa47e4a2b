import { handler } from '@weft/eventing';
import { router, type Service, type ServiceDeps } from '@weft/service-kit';
import { accessEvents } from './access/events.ts';
import { credentialsApi } from './credentials/api.ts';
import { credentials } from './credentials/view.ts';
import { duplicatesApi } from './duplicates/api.ts';
import { employmentEvents } from './employment/events.ts';
import { employmentsApi, optOutApi } from './employments/api.ts';
import { employments } from './employments/view.ts';
import { exportsApi } from './exports/api.ts';
import { importStream } from './import/decider.ts';
import { importEvents } from './import/events.ts';
import { type ImportProcess, type Imports, importProcess } from './import/process.ts';
import { importsApi } from './imports/api.ts';
import { imports } from './imports/view.ts';
import { leaveEvents } from './leave/events.ts';
import { leaveApi } from './leave-days/api.ts';
import { leaveDays } from './leave-days/view.ts';
import { networkFacts } from './network-facts/view.ts';
import { peopleApi } from './people/api.ts';
import { people } from './people/view.ts';
import { personEvents } from './person/events.ts';
import { numberEvents } from './professional-number/events.ts';
import { publish } from './publish.ts';
import { recordManyApi } from './record-many/api.ts';
import { accessApi } from './roles/api.ts';
import { roles } from './roles/view.ts';
import { signInApi } from './sign-in/api.ts';
import { type Streams, streamsOf } from './streams.ts';
import { whenNumberClaimed } from './when-number-claimed/reaction.ts';
import { whenPersonAbsorbed } from './when-person-absorbed/reaction.ts';
import { whenPersonUnmerged } from './when-person-unmerged/reaction.ts';

/** `demonstration`: whoever asks may sign in as anybody who holds a role. */
export type WorkforceSettings = { readonly demonstration: boolean };

const categories = [
  { category: 'person', kinds: personEvents },
  { category: 'professionalNumber', kinds: numberEvents },
  { category: 'employment', kinds: employmentEvents },
  { category: 'leave', kinds: leaveEvents },
  { category: 'access', kinds: accessEvents },
  { category: 'import', kinds: importEvents },
];

type Made = ServiceDeps & { readonly streams: Streams; readonly imports: Imports; readonly process: ImportProcess };

function routerOf(made: Made, settings: WorkforceSettings) {
  return router({
    signIn: signInApi(made, settings),
    access: accessApi(made),
    people: peopleApi(made),
    duplicates: duplicatesApi(made),
    employments: employmentsApi(made),
    optOut: optOutApi(made),
    credentials: credentialsApi(made),
    leave: leaveApi(made),
    recordMany: recordManyApi(made),
    imports: importsApi(made),
    exports: exportsApi(made),
  });
}

/** What callers may ask of the service workforce. */
export type WorkforceApi = ReturnType<typeof routerOf>;

/** People, their employments, credentials and leave, and who may sign in as whom. */
export function workforceService(
  deps: ServiceDeps,
  settings: WorkforceSettings = { demonstration: true },
): Service<WorkforceApi> {
  const facts = { ...deps, streams: streamsOf(deps.log), imports: handler(deps.log, importStream) };
  const made: Made = { ...facts, process: importProcess(facts) };
  return {
    name: 'workforce',
    router: routerOf(made, settings),
    categories,
    views: [people, employments, credentials, leaveDays, roles, imports],
    contractViews: [networkFacts],
    reactions: [whenNumberClaimed(made.streams), whenPersonAbsorbed(made.streams), whenPersonUnmerged(made.streams)],
    contractReactions: [],
    publish,
    start: made.process.start,
  };
}
