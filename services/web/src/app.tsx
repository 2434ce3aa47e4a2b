import { Redirect, Route, Switch } from 'wouter';
import { isSignedOut } from './api.ts';
import { Announcer } from './layout/announce.tsx';
import { Fault } from './layout/fault.tsx';
import { Frame } from './layout/frame.tsx';
import { useMe } from './layout/me.ts';
import { Page } from './layout/page.tsx';
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
