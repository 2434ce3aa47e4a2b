import { type ReactNode, useEffect } from 'react';

/** One page: its title in the tab and as the heading, a lead, and what it shows. */
export function Page({
  title,
  lead,
  wide,
  children,
}: {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} – Weft`;
  }, [title]);
  return (
    <div className={wide ? 'weft-wide' : 'nhsuk-width-container'}>
      <main className="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent">
        <h1 className="nhsuk-heading-l">{title}</h1>
        {lead && <div className="nhsuk-lede-text weft-lead">{lead}</div>}
        {children}
      </main>
    </div>
  );
}
