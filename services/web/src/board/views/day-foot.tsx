import { counted } from '../../layout/words.ts';
import { type Cover, type DayCover, levelOf } from './cover.ts';

const shown = ({ need, have }: Cover) => (need === 0 ? '' : `${have}/${need}`);

/** What a column's foot shows of one role's cover, or of the whole day's: had of needed, and a sign where it is short. */
export function CoverFigure({ cover, of }: { readonly cover: Cover; readonly of: string }) {
  const level = levelOf(cover);
  if (level === 'none') return null;
  const { need, have, gaps } = cover;
  const words = `${of}: ${have} of ${need}${gaps > 0 ? `, ${counted(gaps, 'gap')}` : ''}`;
  return (
    <span className={`weft-cover weft-cover--${level}`} title={words}>
      <span aria-hidden="true">
        {shown(cover)}
        {gaps > 0 && '!'}
      </span>
      <span className="nhsuk-u-visually-hidden">{words}</span>
    </span>
  );
}

/** What a column's foot shows in one cell: the day's cover, and that of each role behind it. */
export function DayFoot({ cover }: { readonly cover: DayCover }) {
  if (cover.need === 0) return null;
  const roles = cover.roles.map(({ role, need, have }) => `${role} ${have} of ${need}`).join('; ');
  return (
    <span title={roles}>
      <CoverFigure cover={cover} of="All roles" />
      <span className="nhsuk-u-visually-hidden">. {roles}</span>
    </span>
  );
}
