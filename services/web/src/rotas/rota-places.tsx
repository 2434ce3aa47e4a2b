import { Link } from 'wouter';
import { placeIn } from './last-board.ts';

const PLACES = [
  { path: '', name: 'Board' },
  { path: '/gaps', name: 'Gaps' },
  { path: '/roster', name: 'Auto-roster' },
  { path: '/publish', name: 'Publish' },
  { path: '/analyser', name: 'Analyser' },
  { path: '/overrides', name: 'Overrides' },
  { path: '/print', name: 'Print' },
];

/** Where one may go within one rota. */
export const RotaPlaces = ({ rota, here }: { readonly rota: string; readonly here: string }) => (
  <nav aria-label="This rota" className="weft-places">
    {PLACES.map(({ path, name }) => (
      <Link key={path} href={placeIn(rota, path)} aria-current={name === here ? 'page' : undefined}>
        {name}
      </Link>
    ))}
  </nav>
);
