import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useBackCloses } from '../../layout/use-back-closes.ts';

type Props = { readonly title: string; readonly close: () => void; readonly children: ReactNode };

/** A question before the board: the rest waits. Escape closes it, and the focus goes back to where it was. */
export function AskDialog({ title, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useBackCloses(close);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="weft-ask"
      aria-labelledby={id}
      onClose={close}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={id} className="nhsuk-heading-s">
        {title}
      </h2>
      {children}
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={close}>
        Leave
      </button>
    </dialog>
  );
}
