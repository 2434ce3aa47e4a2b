import { useEffect, useRef } from 'react';
import { KeyList } from './key-list.tsx';

/** Opens the keys of the board on `?`, while a grid has the focus and no more; Esc gives the focus back. */
export function KeysDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key !== '?' || !(target instanceof Element) || !target.closest('[role="grid"]')) return;
      if (target.matches('input, textarea, select')) return;
      event.preventDefault();
      dialog.current?.showModal();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  return (
    <dialog ref={dialog} className="weft-dialog" aria-labelledby="keys-title">
      <h2 className="nhsuk-heading-m" id="keys-title">
        Keys of the board
      </h2>
      <form method="dialog">
        <button type="submit" className="nhsuk-button nhsuk-button--secondary">
          Close
        </button>
      </form>
      <KeyList />
    </dialog>
  );
}
