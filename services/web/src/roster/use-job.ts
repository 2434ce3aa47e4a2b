import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import type { Point } from './cost-curve.tsx';

type Told = {
  readonly stage: string;
  readonly progress: (Point & { readonly steps: number }) | null;
};

/** Follows a search: its stage, how far it is, and the curve since this page began to look. */
export function useJob(job: string): { readonly told: Told | null; readonly points: readonly Point[] } {
  const queries = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  const [points, setPoints] = useState<readonly Point[]>([]);
  useEffect(() => {
    const { unsubscribe } = api.sharedRotas.jobs.progress.subscribe(
      { job },
      {
        onData: ({ data }) => {
          const heard = data as Told;
          setTold(heard);
          const { progress } = heard;
          if (progress)
            setPoints((before) => ((before.at(-1)?.step ?? -1) < progress.step ? [...before, progress] : before));
          if (heard.stage !== 'running') void queries.invalidateQueries({ queryKey: ['job', job] });
        },
      },
    );
    return unsubscribe;
  }, [job, queries]);
  return { told, points };
}
