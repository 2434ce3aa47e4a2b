import { router, type Service, type ServiceDeps } from '@weft/service-kit';
import { demandTemplateKinds } from './demand-template/events.ts';
import { diaryKinds } from './diary/events.ts';
import { dutyKinds } from './duty/events.ts';
import { networkFacts } from './facts/network-facts.ts';
import { workforceFacts } from './facts/workforce-facts.ts';
import { patternKinds } from './pattern/events.ts';
import { publish } from './publish.ts';
import { rosterJobKinds } from './roster-job/events.ts';
import { rotaKinds } from './rota/events.ts';
import { rotaDuties } from './rota-duties/view.ts';

const categories = [
  { category: 'rota', kinds: rotaKinds },
  { category: 'duty', kinds: dutyKinds },
  { category: 'diary', kinds: diaryKinds },
  { category: 'demandTemplate', kinds: demandTemplateKinds },
  { category: 'pattern', kinds: patternKinds },
  { category: 'rosterJob', kinds: rosterJobKinds },
];

function routerOf(_deps: ServiceDeps) {
  return router({
    rotas: router({}),
    demand: router({}),
    patterns: router({}),
    duties: router({}),
    overrides: router({}),
  });
}

/** What callers may ask of the service shared-rotas. */
export type SharedRotasApi = ReturnType<typeof routerOf>;

/** Demand, duties, diaries and publication: one rota across employers. */
export function sharedRotasService(deps: ServiceDeps): Service<SharedRotasApi> {
  return {
    name: 'shared-rotas',
    router: routerOf(deps),
    categories,
    views: [rotaDuties],
    contractViews: [networkFacts, workforceFacts],
    reactions: [],
    contractReactions: [],
    publish,
  };
}
