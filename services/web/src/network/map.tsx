import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import world from 'world-atlas/countries-50m.json';

type Site = {
  readonly code: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
};
type Link = { readonly from: string; readonly to: string };

const WIDTH = 460;
const HEIGHT = 560;
const UK = '826';

/** Sites as dots and arrangements as lines on an outline of the country. The table beside it says the same. */
export function NetworkMap({ sites, links }: { readonly sites: readonly Site[]; readonly links: readonly Link[] }) {
  const topology = world as unknown as Parameters<typeof feature>[0];
  const countries = feature(topology, topology.objects.countries as never) as unknown as {
    features: { id?: string | number }[];
  };
  const country = countries.features.find(({ id }) => String(id) === UK) as never;
  const placed = sites.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
  const projection = geoMercator().fitExtent(
    [
      [24, 24],
      [WIDTH - 24, HEIGHT - 24],
    ],
    placed.length > 1
      ? ({ type: 'MultiPoint', coordinates: placed.map(({ latitude, longitude }) => [longitude, latitude]) } as never)
      : country,
  );
  const at = new Map(
    placed.map(({ code, latitude, longitude }) => [code, projection([longitude ?? 0, latitude ?? 0]) ?? [0, 0]]),
  );
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="weft-map"
      role="img"
      aria-label="Map of the sites and the arrangements between them"
    >
      <path d={geoPath(projection)(country) ?? ''} className="weft-map__land" />
      {links.map(({ from, to }) => {
        const [a, b] = [at.get(from), at.get(to)];
        return a && b ? (
          <line key={`${from} ${to}`} x1={a[0]} y1={a[1]} x2={b[0]} y2={b[1]} className="weft-map__link" />
        ) : null;
      })}
      {placed.map(({ code, name }) => {
        const [x = 0, y = 0] = at.get(code) ?? [];
        return (
          <g key={code} transform={`translate(${x} ${y})`}>
            <circle r="5" className="weft-map__site">
              <title>{name}</title>
            </circle>
            <text x="7" y="4">
              {code}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
