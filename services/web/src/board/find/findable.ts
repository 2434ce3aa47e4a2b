import { dutyGroups } from '../views/duty-lines.ts';
import type { Picture } from '../views/picture.ts';
import { type BoardAddress, SPANS, VIEWS } from './address.ts';
import { spanName, viewName } from './board-toolbar.tsx';
import { choicesOf, nameMatches, noFilters } from './filters.ts';

/** Something that typing finds: what it is, and where it leads, on this board or to another page. */
export type Findable = {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly to: { readonly change: Partial<BoardAddress> } | { readonly page: string };
};

type Asked = {
  readonly rota: string;
  readonly address: BoardAddress;
  readonly picture: Picture;
  readonly rotas: readonly { readonly id: string; readonly name: string }[];
  /** The day on which a person's row is shown. */
  readonly date: string;
};

/** All that may be found from a board: its people, duties, sites and skills, the views, other rotas and pages. */
export function findables({ rota, address, picture, rotas, date }: Asked): Findable[] {
  const choices = choicesOf(picture);
  const filter = (change: Partial<BoardAddress['filters']>) => ({ ...noFilters, ...change });
  return [
    ...picture.people.map(
      ({ person, name, grade }): Findable => ({
        id: `person ${person}`,
        text: [name, grade].filter(Boolean).join(', '),
        kind: 'Person',
        to: { change: { view: 'people', cell: { person, date }, filters: noFilters } },
      }),
    ),
    ...dutyGroups(picture.duties).flatMap(({ siteName, service, lines }) =>
      lines.map(
        ({ key, head }): Findable => ({
          id: `duty ${key}`,
          text: `${head.code} ${head.role}, ${service}, ${siteName}`,
          kind: 'Duty',
          to: { change: { view: 'duties', filters: filter({ site: [head.site], role: [head.role] }) } },
        }),
      ),
    ),
    ...choices.site.map(
      ({ value, name }): Findable => ({
        id: `site ${value}`,
        text: name,
        kind: 'Site',
        to: { change: { filters: filter({ site: [value] }), page: 1 } },
      }),
    ),
    ...choices.skill.map(
      ({ value, name }): Findable => ({
        id: `skill ${value}`,
        text: name,
        kind: 'Skill',
        to: { change: { filters: filter({ skill: [value] }), page: 1 } },
      }),
    ),
    ...VIEWS.filter((view) => view !== address.view).map(
      (view): Findable => ({ id: `view ${view}`, text: viewName(view), kind: 'View', to: { change: { view } } }),
    ),
    ...SPANS.map(
      (weeks): Findable => ({
        id: `weeks ${weeks}`,
        text: spanName(weeks),
        kind: 'Period',
        to: { change: { weeks, page: 1 } },
      }),
    ),
    ...rotas
      .filter(({ id }) => id !== rota)
      .flatMap(({ id, name }): Findable[] => [
        { id: `rota ${id}`, text: name, kind: 'Rota', to: { page: `/rotas/${id}` } },
        ...(address.beside.includes(id)
          ? []
          : [
              {
                id: `beside ${id}`,
                text: `Beside this rota: ${name}`,
                kind: 'Rota',
                to: { change: { beside: [...address.beside, id] } },
              },
            ]),
      ]),
    ...pagesOf(rota, true),
  ];
}

const MANAGERS_PAGES = [
  ['Rotas', '/rotas'],
  ['Gaps of all rotas', '/gaps'],
  ['Requests', '/requests'],
  ['People', '/people'],
  ['Import', '/import'],
] as const;
const PAGES = [
  ['My rota', '/my-rota'],
  ['My requests', '/my-rota/requests'],
  ['My leave', '/my-rota/leave'],
  ['My notices', '/my-rota/notices'],
  ['My calendar', '/my-rota/calendar'],
  ['Network', '/network'],
  ['Keyboard', '/help/keys'],
  ['Accessibility statement', '/accessibility'],
] as const;
const ROTA_PAGES = [
  ['Gaps', 'gaps'],
  ['Auto-roster', 'roster'],
  ['Publish', 'publish'],
  ['Analyser', 'analyser'],
  ['Override register', 'overrides'],
  ['Print', 'print'],
] as const;

/** Pages to go to: those of everybody, of managers, and of the rota in sight. */
export function pagesOf(rota: string | null, isManager: boolean): Findable[] {
  const page = (text: string, path: string): Findable => ({ id: path, text, kind: 'Page', to: { page: path } });
  return [
    ...(rota !== null && isManager ? ROTA_PAGES.map(([name, path]) => page(name, `/rotas/${rota}/${path}`)) : []),
    ...(isManager ? MANAGERS_PAGES : []).map(([name, path]) => page(name, path)),
    ...PAGES.map(([name, path]) => page(name, path)),
  ];
}

const MOST = 30;

/** What the typed words find, in the order given; nothing typed finds views, periods and pages. */
export function found(all: readonly Findable[], typed: string): readonly Findable[] {
  const isPlace = ({ kind }: Findable) => ['View', 'Period', 'Page'].includes(kind);
  const words = typed.trim();
  if (words === '') return all.filter(isPlace);
  return all.filter(({ text, kind }) => nameMatches(`${text} ${kind}`, words)).slice(0, MOST);
}
