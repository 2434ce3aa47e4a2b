import { Page } from '../layout/page.tsx';
import { KeyList } from './key-list.tsx';

/** The keys of the board, as a page. */
export const KeysPage = () => (
  <Page title="Keyboard" lead="Everything on the board works by keyboard. On a Mac, Command does what Ctrl does here.">
    <KeyList />
  </Page>
);
