import { londonInstant, londonTime } from '../../layout/london.ts';

type Props = {
  readonly label: string;
  /** An instant; null shows an empty field. */
  readonly value: string | null;
  readonly change: (instant: string | null) => void;
};

/** A field for a moment by the clock of London, wherever the browser stands. */
export const MomentField = ({ label, value, change }: Props) => (
  <label>
    {label}{' '}
    <input
      type="datetime-local"
      value={value ? londonTime(value) : ''}
      onChange={({ target }) => {
        const [date = '', time = ''] = target.value.split('T');
        change(date && time ? londonInstant(date, time.slice(0, 5)) : null);
      }}
    />
  </label>
);
