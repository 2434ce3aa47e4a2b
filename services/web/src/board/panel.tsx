import { type ReactNode, useEffect, useRef } from 'react';

/** A panel beside the board. Takes the focus when it opens; Escape closes it and gives the focus back. */
export function Panel({
  title,
  close,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    heading.current?.focus();
    return () => before?.focus();
  }, []);
  return (
    <section
      className="weft-panel"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <h2 className="nhsuk-heading-s" tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {children}
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={close}>
        Close
      </button>
    </section>
  );
}
