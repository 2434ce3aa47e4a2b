import { SiteCode } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { travelTimesIn } from './view.ts';

const Asked = z.object({ sites: z.array(SiteCode).max(500).optional() }).optional();

/** Queries about travel. */
export const travelQueries = (rows: Rows) => ({
  list: asks('signed-in')
    .input(Asked)
    .query(({ input }) => travelTimesIn(rows, input?.sites ?? null)),
});
