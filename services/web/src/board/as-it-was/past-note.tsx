import { momentOf } from '../../layout/words.ts';

/** Says that the board is one of the past, and leads back. */
export const PastNote = ({ asAt, leave }: { readonly asAt: string; readonly leave: () => void }) => (
  <p className="weft-past-note">
    <strong>As it stood at {momentOf(asAt)}.</strong> Read only.{' '}
    <button type="button" onClick={leave}>
      Back to now
    </button>
  </p>
);
