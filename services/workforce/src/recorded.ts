import { Refused } from '@weft/service-kit';
import type { Recorded } from './record.ts';

/** Passes on what was recorded; a refusal ends the procedure and reaches the client. */
export function recorded(outcome: Recorded) {
  if ('rejected' in outcome) throw new Refused(outcome);
  return outcome;
}
