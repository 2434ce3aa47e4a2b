import { Redirect, Route, Switch } from 'wouter';
import { isSignedOut } from './api.ts';
import { BoardPage } from './board/board-page.tsx';
import { DutyHistoryPage } from './duty-history/duty-history-page.tsx';
import { GapsPage } from './gaps/gaps-page.tsx';
import { ImportPage } from './import-file/import-page.tsx';
import { Announcer } from './layout/announce.tsx';
import { Fault } from './layout/fault.tsx';
import { Frame } from './layout/frame.tsx';
import { useMe } from './layout/me.ts';
import { Page } from './layout/page.tsx';
import { MyRotaPage } from './my-rota/my-rota-page.tsx';
import { NetworkPage } from './network/network-page.tsx';
import { OverridesPage } from './overrides/overrides-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { PersonPage } from './people/person-page.tsx';
import { PublishPage } from './publish/publish-page.tsx';
import { RosterPage } from './roster/roster-page.tsx';
import { RotasPage } from './rotas/rotas-page.tsx';
import { SignIn } from './sign-in/sign-in.tsx';

/** Every page by its address. */
function Pages() {
  const me = useMe();
  if (me.isPending)
    return (
      <Page title="Weft">
        <p>Looking up who you are …</p>
      </Page>
    );
  if (isSignedOut(me.error)) return <SignIn />;
  if (me.error)
    return (
      <Page title="Weft">
        <Fault error={me.error} retry={() => me.refetch()} />
      </Page>
    );
  return (
    <Switch>
      <Route path="/sign-in" component={SignIn} />
      <Route path="/">
        <Redirect to="/rotas" />
      </Route>
      <Route path="/rotas" component={RotasPage} />
      <Route path="/rotas/:rota" component={BoardPage} />
      <Route path="/rotas/:rota/gaps" component={GapsPage} />
      <Route path="/rotas/:rota/roster" component={RosterPage} />
      <Route path="/rotas/:rota/publish" component={PublishPage} />
      <Route path="/rotas/:rota/overrides" component={OverridesPage} />
      <Route path="/duties/:duty" component={DutyHistoryPage} />
      <Route path="/gaps" component={GapsPage} />
      <Route path="/people" component={PeoplePage} />
      <Route path="/people/:person" component={PersonPage} />
      <Route path="/network" component={NetworkPage} />
      <Route path="/import" component={ImportPage} />
      <Route path="/my-rota" component={MyRotaPage} />
      <Route>
        <Page title="There is no such page">
          <p>The address may be mistyped, or of an older release.</p>
        </Page>
      </Route>
    </Switch>
  );
}

export const App = () => (
  <Announcer>
    <Frame>
      <Pages />
    </Frame>
  </Announcer>
);
