import type { PlotOptions } from '@observablehq/plot';
import { useEffect, useRef } from 'react';

/**
 * Draws a chart for eyes; its table, which whoever uses it puts beside it, is for everybody. The library is fetched
 * when the first chart is shown.
 */
export function Chart({ options }: { readonly options: (plot: typeof import('@observablehq/plot')) => PlotOptions }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current: box } = place;
    if (!box) return;
    let isGone = false;
    let drawn = 0;
    const draw = async () => {
      const width = Math.max(280, Math.min(900, box.clientWidth));
      if (width === drawn) return;
      drawn = width;
      const plot = await import('@observablehq/plot');
      if (!isGone && width === drawn)
        box.replaceChildren(plot.plot({ width, style: { background: 'none' }, ...options(plot) }));
    };
    const watcher = new ResizeObserver(() => void draw());
    watcher.observe(box);
    return () => {
      isGone = true;
      watcher.disconnect();
    };
  }, [options]);
  return <div ref={place} className="weft-chart" aria-hidden="true" />;
}
