import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { isSignedOut } from './api.ts';
import { Announcer } from './layout/announce.tsx';
import { Fault } from './layout/fault.tsx';
import { Frame } from './layout/frame.tsx';
import { useMe } from './layout/me.ts';
import { Page } from './layout/page.tsx';
import { SignIn } from './sign-in/sign-in.tsx';

/** A page whose script is fetched when it is first opened. */
const page = <Name extends string>(load: () => Promise<{ [Key in Name]: ComponentType }>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

const AnalyserPage = page(() => import('./analyser/analyser-page.tsx'), 'AnalyserPage');
const BoardPage = page(() => import('./board/board-page.tsx'), 'BoardPage');
const AccessibilityPage = page(() => import('./help/accessibility-page.tsx'), 'AccessibilityPage');
const DutyHistoryPage = page(() => import('./duty-history/duty-history-page.tsx'), 'DutyHistoryPage');
const GapsPage = page(() => import('./gaps/gaps-page.tsx'), 'GapsPage');
const ImportPage = page(() => import('./import-file/import-page.tsx'), 'ImportPage');
const KeysPage = page(() => import('./help/keys-page.tsx'), 'KeysPage');
const CalendarPage = page(() => import('./my-rota/calendar-page.tsx'), 'CalendarPage');
const LeavePage = page(() => import('./my-rota/leave-page.tsx'), 'LeavePage');
const MyRequestsPage = page(() => import('./requests/my-requests-page.tsx'), 'MyRequestsPage');
const MyRotaPage = page(() => import('./my-rota/my-rota-page.tsx'), 'MyRotaPage');
const NoticesPage = page(() => import('./my-rota/notices-page.tsx'), 'NoticesPage');
const OfferPage = page(() => import('./requests/offer-page.tsx'), 'OfferPage');
const RequestsPage = page(() => import('./requests/requests-page.tsx'), 'RequestsPage');
const NetworkPage = page(() => import('./network/network-page.tsx'), 'NetworkPage');
const OverridesPage = page(() => import('./overrides/overrides-page.tsx'), 'OverridesPage');
const PeoplePage = page(() => import('./people/people-page.tsx'), 'PeoplePage');
const PersonPage = page(() => import('./people/person-page.tsx'), 'PersonPage');
const PrintPage = page(() => import('./print/print-page.tsx'), 'PrintPage');
const PublishPage = page(() => import('./publish/publish-page.tsx'), 'PublishPage');
const RosterPage = page(() => import('./roster/roster-page.tsx'), 'RosterPage');
const RotasPage = page(() => import('./rotas/rotas-page.tsx'), 'RotasPage');

/** Every page by its address. */
function Pages() {
  const me = useMe();
  const [location] = useLocation();
  if (location === '/accessibility' && !me.data)
    return (
      <Suspense fallback={<Page title="Weft">Fetching the page …</Page>}>
        <AccessibilityPage />
      </Suspense>
    );
  if (me.isPending)
    return (
      <Page title="Weft">
        <p>Looking up who you are …</p>
      </Page>
    );
  // A session that ends while somebody works takes no page from them: the frame says so.
  if (isSignedOut(me.error) && !me.data) return <SignIn />;
  if (me.error && !me.data)
    return (
      <Page title="Weft">
        <Fault error={me.error} retry={() => me.refetch()} />
      </Page>
    );
  return (
    <Suspense
      fallback={
        <Page title="Weft">
          <p>Fetching the page …</p>
        </Page>
      }
    >
      <Switch>
        <Route path="/sign-in" component={SignIn} />
        <Route path="/">
          <Redirect to="/rotas" />
        </Route>
        <Route path="/rotas" component={RotasPage} />
        <Route path="/rotas/:rota" component={BoardPage} />
        <Route path="/rotas/:rota/gaps" component={GapsPage} />
        <Route path="/rotas/:rota/analyser" component={AnalyserPage} />
        <Route path="/rotas/:rota/roster" component={RosterPage} />
        <Route path="/rotas/:rota/print" component={PrintPage} />
        <Route path="/rotas/:rota/publish" component={PublishPage} />
        <Route path="/rotas/:rota/overrides" component={OverridesPage} />
        <Route path="/duties/:duty" component={DutyHistoryPage} />
        <Route path="/gaps" component={GapsPage} />
        <Route path="/people" component={PeoplePage} />
        <Route path="/people/:person" component={PersonPage} />
        <Route path="/network" component={NetworkPage} />
        <Route path="/import" component={ImportPage} />
        <Route path="/requests" component={RequestsPage} />
        <Route path="/my-rota" component={MyRotaPage} />
        <Route path="/my-rota/requests" component={MyRequestsPage} />
        <Route path="/my-rota/swap/:duty" component={OfferPage} />
        <Route path="/my-rota/leave" component={LeavePage} />
        <Route path="/my-rota/notices" component={NoticesPage} />
        <Route path="/my-rota/calendar" component={CalendarPage} />
        <Route path="/help/keys" component={KeysPage} />
        <Route path="/accessibility" component={AccessibilityPage} />
        <Route>
          <Page title="There is no such page">
            <p>The address may be mistyped, or of an older release.</p>
          </Page>
        </Route>
      </Switch>
    </Suspense>
  );
}

export const App = () => (
  <Announcer>
    <Frame>
      <Pages />
    </Frame>
  </Announcer>
);
