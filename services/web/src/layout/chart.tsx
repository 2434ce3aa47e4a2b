import type { PlotOptions } from '@observablehq/plot';
import { useEffect, useRef } from 'react';

/**
 * Draws a chart for eyes; its table, which whoever uses it puts beside it, is for everybody. The library is fetched
 * when the first chart is shown.
 */
export function Chart({ options }: { readonly options: (plot: typeof import('@observablehq/plot')) => PlotOptions }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isGone = false;
    void import('@observablehq/plot').then((plot) => {
      if (isGone || !place.current) return;
      const width = Math.max(280, Math.min(900, place.current.clientWidth));
      place.current.replaceChildren(plot.plot({ width, style: { background: 'none' }, ...options(plot) }));
    });
    return () => {
      isGone = true;
    };
  }, [options]);
  return <div ref={place} className="weft-chart" aria-hidden="true" />;
}
