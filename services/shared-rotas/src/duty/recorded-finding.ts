import type { Finding } from '@weft/rostering';
import type { RecordedFinding } from './events.ts';

const iso = (instant: number) => new Date(instant).toISOString();

/** A finding as events and answers carry it: instants in words, the rest as it was judged. */
export const recordedFinding = ({ from, to, duties, ...rest }: Finding): RecordedFinding => ({
  ...rest,
  from: iso(from),
  to: iso(to),
  duties: [...duties],
});

/** A recorded finding as the rules compare it. */
export const findingOf = ({ from, to, ...rest }: RecordedFinding): Finding => ({
  ...rest,
  from: Date.parse(from),
  to: Date.parse(to),
});
