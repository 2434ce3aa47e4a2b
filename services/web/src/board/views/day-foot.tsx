import { counted } from '../../layout/words.ts';
import { type Cover, type DayCover, levelOf } from './cover.ts';

const shown = ({ need, have }: Cover) => (need === 0 ? '' : `${have}/${need}`);

function CoverFigure({ cover, of }: { readonly cover: Cover; readonly of: string }) {
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

/** What a column's foot shows: the day's cover, below it that of each role, short ones marked; in words for who listens. */
export function DayFoot({ cover }: { readonly cover: DayCover }) {
  if (cover.need === 0) return null;
  const words = cover.roles.map(({ role, need, have }) => `${role} ${have} of ${need}`).join('; ');
  return (
    <span title={words}>
      <CoverFigure cover={cover} of="All roles" />
      {cover.roles.length > 1 && (
        <span className="weft-cover__roles" aria-hidden="true">
          {cover.roles.map(({ role, need, have }) => (
            <span key={role} className={have < need ? 'weft-cover__role--short' : undefined}>
              {shortRole(role)} {have}/{need}
            </span>
          ))}
        </span>
      )}
      <span className="nhsuk-u-visually-hidden">. {words}</span>
    </span>
  );
}

/** 'SR' of 'Specialty registrar', 'Con' of 'Consultant'. */
const shortRole = (role: string) => {
  const words = role.split(/[\s-]+/);
  return words.length > 1 ? words.map((word) => word[0]?.toUpperCase() ?? '').join('') : role.slice(0, 3);
};
