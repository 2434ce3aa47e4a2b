import { type EventLog, handler } from '@weft/eventing';
import { demandTemplateStream } from './demand-template/decider.ts';
import { diaryStream } from './diary/decider.ts';
import { dutyStream } from './duty/decider.ts';
import { editsStream } from './edits/decider.ts';
import { patternStream } from './pattern/decider.ts';
import { rotaStream } from './rota/decider.ts';
import { swapStream } from './swap/decider.ts';

/** The one way into each category of streams. Made once per service: its queues and its folded state are shared. */
export const streamsOf = (log: EventLog) => ({
  rota: handler(log, rotaStream),
  duty: handler(log, dutyStream),
  diary: handler(log, diaryStream),
  demandTemplate: handler(log, demandTemplateStream),
  pattern: handler(log, patternStream),
  edits: handler(log, editsStream),
  swap: handler(log, swapStream),
});
export type Streams = ReturnType<typeof streamsOf>;
